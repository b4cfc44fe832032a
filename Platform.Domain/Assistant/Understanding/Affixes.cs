using System.Collections.Frozen;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>What Darija and Arabic write onto a verb or a noun: "ghanchriha" and "katchri" are both "chri", "وسيفطوها" is "سيفط".</summary>
internal static class Affixes
{
    private const int ShortestStem = 3, MostSteps = 3;

    private static readonly FrozenDictionary<string, string[]> Lists = WordFile.Entries("affixes.txt").ToFrozenDictionary(entry => entry.Key, entry => entry.Phrases);

    /// <summary>The word itself, and what is left of it without up to three of them at either end.</summary>
    public static IReadOnlyCollection<string> Stems(string word)
    {
        if (word.Length <= ShortestStem || !word.Any(char.IsLetter)) return [word];

        var isArabic = word[0] is >= '\u0600' and <= '\u06FF';
        var (before, behind) = isArabic ? (Lists["before.arabic"], Lists["behind.arabic"]) : (Lists["before"], Lists["behind"]);
        var stems = new HashSet<string> { word };
        var open = new List<string> { word };
        for (var step = 0; step < MostSteps && open.Count > 0; step++)
        {
            var shorter = new List<string>();
            foreach (var stem in open)
            {
                foreach (var affix in before)
                    if (stem.Length >= affix.Length + ShortestStem && stem.StartsWith(affix, StringComparison.Ordinal) && stems.Add(stem[affix.Length..])) shorter.Add(stem[affix.Length..]);
                foreach (var affix in behind)
                    if (stem.Length >= affix.Length + ShortestStem && stem.EndsWith(affix, StringComparison.Ordinal) && stems.Add(stem[..^affix.Length])) shorter.Add(stem[..^affix.Length]);
            }

            open = shorter;
        }

        return stems;
    }
}
