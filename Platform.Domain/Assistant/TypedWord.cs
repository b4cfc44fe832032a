using Platform.Domain.Assistant.Understanding;

namespace Platform.Domain.Assistant;

/// <summary>A word as a customer types it, on its way to a word of the catalogue.</summary>
internal static class TypedWord
{
    private static readonly string[] Prefixes = ["وال", "بال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "د"];
    private static readonly string[] Objects = ["وها", "وه", "وهم", "ولي"];
    private static readonly string[] Owners = ["ها", "هم", "كم", "نا"];

    /// <summary>Without the plural, or the article that Arabic and Darija write onto the word.</summary>
    public static IEnumerable<string> Bare(string word)
    {
        if (word is [.. { Length: >= 3 } one, 's' or 'x']) yield return one;
        if (word is ['l' or 'd' or 'f' or 'b', .. { Length: >= 3 } noun]) yield return noun;
        foreach (var prefix in Prefixes)
            if (word.Length >= prefix.Length + 3 && word.StartsWith(prefix, StringComparison.Ordinal)) yield return word[prefix.Length..];
        // "ساعتين", "two watches", is a watch.
        if (word.Length >= 6 && (word.EndsWith("تين", StringComparison.Ordinal) || word.EndsWith("تان", StringComparison.Ordinal)))
        {
            var single = word[..^3] + "ه";
            yield return single;
            if (single[0] is 'و') yield return single[1..];
        }

        if (!IsArabic(word)) yield return word + "s";
    }

    /// <summary>"kampus" is the campus; "tight" is not the "light".</summary>
    public static bool BeginAlike(string typed, string word) => typed[0] == word[0] || word.Length >= 8 || Spelling.Sound(typed) is [var one, ..] && Spelling.Sound(word) is [var other, ..] && one == other;

    /// <summary>"forc", "samb": the last letter was not typed.</summary>
    public static bool IsCutShort(string typed, string word) => typed.Length == 4 && word.Length == 5 && word.StartsWith(typed, StringComparison.Ordinal);

    /// <summary>"سجلوها" tells us to write them down; no shoe is called like that.</summary>
    public static bool IsVerb(string word) => word.Length >= 5 && Objects.Any(it => word.EndsWith(it, StringComparison.Ordinal));

    /// <summary>"مقاسها" is her size, and no Max.</summary>
    public static bool IsOwned(string word) => Owners.Any(owner => word.Length >= owner.Length + 3 && word.EndsWith(owner, StringComparison.Ordinal) && Bare(word[..^owner.Length]).Prepend(word[..^owner.Length]).Any(Lexicon.All.IsWord));

    public static bool IsArabic(string word) => word[0] is >= '\u0600' and <= '\u06FF';

    public static uint Letters(string word) => word.Aggregate(0u, (mask, c) => mask | (1u << (c % 32)));
}
