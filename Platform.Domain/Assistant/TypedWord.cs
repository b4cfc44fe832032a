using Platform.Domain.Assistant.Understanding;

namespace Platform.Domain.Assistant;

/// <summary>A word as a customer types it, on its way to a word of the catalogue.</summary>
internal static class TypedWord
{
    private const int ShortestVerb = 3;

    private static readonly string[] Prefixes = ["وال", "بال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "د"];
    private static readonly string[] Objects = ["وها", "وه", "وهم", "ولي"];
    private static readonly string[] Did = ["ت", "تي", "تو", "نا"];
    private static readonly string[] Doing = ["غي", "غن", "غت", "كي", "كن", "كت", "غاي", "غان", "غات", "كاي", "كان", "كات"];
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

    /// <summary>"سجلوها" tells us to write them down; no shoe is called like that. "بدلت" says what they did and "غيكون" what will be, and neither is heard as a shoe either.</summary>
    public static bool IsVerb(string word) => word.Length >= 5 && Objects.Any(it => word.EndsWith(it, StringComparison.Ordinal))
        || Did.Any(ending => word.Length >= ending.Length + ShortestVerb && word.EndsWith(ending, StringComparison.Ordinal) && IsKnown(word[..^ending.Length]))
        || Doing.Any(lead => word.Length >= lead.Length + ShortestVerb && word.StartsWith(lead, StringComparison.Ordinal) && (IsKnown(word[lead.Length..]) || IsKnown(word[(lead.Length - 1)..])));

    private static bool IsKnown(string verb) => Lexicon.All.IsWord(verb) || Groups.All.Of(verb, isStemmed: false).Count > 0;

    /// <summary>"مقاسها" is her size, and no Max.</summary>
    public static bool IsOwned(string word) => Owners.Any(owner => word.Length >= owner.Length + 3 && word.EndsWith(owner, StringComparison.Ordinal) && Bare(word[..^owner.Length]).Prepend(word[..^owner.Length]).Any(Lexicon.All.IsWord));

    public static bool IsArabic(string word) => word[0] is >= '\u0600' and <= '\u06FF';

    public static uint Letters(string word) => word.Aggregate(0u, (mask, c) => mask | (1u << (c % 32)));
}
