using System.Text.RegularExpressions;

namespace Platform.Web.Conversations;

/// <summary>Between two stars WhatsApp writes bold.</summary>
internal static partial class Stress
{
    public static IEnumerable<(string Words, bool IsBold)> In(string text)
    {
        var at = 0;
        foreach (Match match in Stars().Matches(text))
        {
            if (match.Index > at) yield return (text[at..match.Index], false);
            yield return (match.Groups[1].Value, true);
            at = match.Index + match.Length;
        }

        if (at < text.Length) yield return (text[at..], false);
    }

    [GeneratedRegex(@"(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])")]
    private static partial Regex Stars();
}
