namespace Platform.Domain.Assistant.Understanding;

/// <summary>Words for the same kind of goods: who asks for "sebbat" is shown the "chaussures".</summary>
internal static class Goods
{
    private static readonly Dictionary<string, List<string[]>> ByWord = Load();

    public static bool Knows(string word) => ByWord.ContainsKey(word);

    public static IEnumerable<string> Like(string word) =>
        ByWord.TryGetValue(word, out var groups) ? groups.SelectMany(group => group).Where(other => other != word) : [];

    public static IEnumerable<string> Mistyped(string word) =>
        ByWord.Keys.Where(known => known.Length >= 5 && Spelling.IsSame(word, known)).SelectMany(known => Like(known).Prepend(known));

    private static Dictionary<string, List<string[]>> Load()
    {
        var byWord = new Dictionary<string, List<string[]>>();
        foreach (var line in WordFile.Lines("goods.txt"))
        {
            string[] group = [.. line.Split('|').Select(phrase => Tokens.Of(phrase).All).Where(tokens => tokens.Count == 1).Select(tokens => tokens[0].Word).Distinct()];
            foreach (var word in group)
            {
                if (!byWord.TryGetValue(word, out var groups)) byWord[word] = groups = [];
                groups.Add(group);
            }
        }

        return byWord;
    }
}
