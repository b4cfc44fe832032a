using System.Text.RegularExpressions;

namespace Platform.Web.Shared;

/// <summary>Which words of a text a search was after.</summary>
internal static partial class Highlight
{
    /// <summary>What is shown before the first of them.</summary>
    private const int Before = 32;
    private const int Longest = 140;

    public static string[] WordsOf(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    /// <param name="folded">The same text as the database folds it: word for word the same, in other letters.</param>
    /// <param name="sought">Folded too.</param>
    public static IReadOnlyList<(string Words, bool IsHit)> Of(string text, string folded, IReadOnlyCollection<string> sought)
    {
        var words = Word().Matches(text);
        var keys = Word().Matches(folded);
        if (words.Count != keys.Count) return [(Short(text, 0), false)];

        var hits = words.Where((_, i) => sought.Any(one => IsSame(keys[i].Value, one))).ToList();
        if (hits is []) return [(Short(text, 0), false)];

        var from = hits[0].Index <= Before ? 0 : words.First(word => word.Index >= hits[0].Index - Before).Index;
        var (parts, at) = (new List<(string, bool)>(), from);
        if (from > 0) parts.Add(("… ", false));
        foreach (var hit in hits.TakeWhile(hit => hit.Index < from + Longest))
        {
            if (hit.Index > at) parts.Add((text[at..hit.Index], false));
            parts.Add((hit.Value, true));
            at = hit.Index + hit.Length;
        }

        parts.Add((Short(text[at..], at - from), false));
        return parts;
    }

    /// <summary>Found by its beginning, or by its stem: "livraisons" and "livraison".</summary>
    private static bool IsSame(string key, string sought) =>
        key.StartsWith(sought, StringComparison.Ordinal) || (sought.Length > 4 && key.Length >= 4 && sought.StartsWith(key, StringComparison.Ordinal) && sought.Length - key.Length <= 3);

    private static string Short(string rest, int shown) => rest.Length <= Math.Max(Longest - shown, 0) ? rest : $"{rest[..Math.Max(Longest - shown, 0)]}…";

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
