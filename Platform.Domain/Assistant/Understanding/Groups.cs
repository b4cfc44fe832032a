using System.Collections.Frozen;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Words of every language that say the same in a sale, with whatever is written onto them (`Words/groups.txt`).</summary>
public sealed class Groups
{
    private const int ShortestBeginning = 3;

    private readonly Dictionary<string, List<int>> words = [], beginnings = [], stems = [];
    private readonly FrozenDictionary<string, int> names;

    private Groups()
    {
        var lines = WordFile.Entries("groups.txt").ToList();
        names = lines.Index().ToFrozenDictionary(line => line.Item.Key, line => line.Index);
        foreach (var (group, (_, listed)) in lines.Index())
        foreach (var word in listed)
        {
            switch (word)
            {
                case ['~', .. var stem]:
                    Keep(stems, Spelling.Spoken(Writing.Fold(stem)), group);
                    break;
                case [.. var beginning, '*']:
                    Keep(beginnings, Writing.Fold(beginning), group);
                    break;
                default:
                    Keep(words, Writing.Fold(word), group);
                    break;
            }
        }
    }

    public static Groups All { get; } = new();

    /// <summary>Whether a word belongs to a group, in whichever language.</summary>
    public static bool Has(string word, string group) => All.Of(word, isStemmed: true).Contains(All[group]);

    public int this[string name] => names.TryGetValue(name, out var group) ? group : throw new InvalidOperationException($"There is no group {name}");

    /// <param name="isStemmed">In French and English nothing is written onto a word that its beginning does not show.</param>
    internal HashSet<int> Of(string word, bool isStemmed)
    {
        var found = new HashSet<int>(words.GetValueOrDefault(word) ?? []);
        if (word is ['و' or 'ف', .. { Length: >= ShortestBeginning } joined] && words.TryGetValue(joined, out var behindAnd)) found.UnionWith(behindAnd);
        for (var length = ShortestBeginning; length <= word.Length; length++)
            if (beginnings.TryGetValue(word[..length], out var begun)) found.UnionWith(begun);
        foreach (var stem in !isStemmed || Lexicon.All.IsEuropean(word) || Lexicon.All.IsFirstName(word) ? [word] : Affixes.Stems(word))
            if (stems.TryGetValue(Spelling.Spoken(stem), out var same)) found.UnionWith(same);
        return found;
    }

    private static void Keep(Dictionary<string, List<int>> kept, string key, int group)
    {
        if (!kept.TryGetValue(key, out var groups)) kept[key] = groups = [];
        groups.Add(group);
    }
}
