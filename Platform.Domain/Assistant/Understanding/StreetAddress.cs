namespace Platform.Domain.Assistant.Understanding;

/// <summary>An address that is told anew: only its number may be meant.</summary>
public static class StreetAddress
{
    /// <summary>"33 lotissement Wifaq" after "3 lotissement Wifaq, rue 6" is "33 lotissement Wifaq, rue 6": what was told with other numbers is replaced, and the rest stays. Any other words are a new address.</summary>
    public static string Mended(string known, string told)
    {
        var parts = PartsOf(known);
        foreach (var part in PartsOf(told))
        {
            var same = parts.FindIndex(before => WordsOf(before).SequenceEqual(WordsOf(part)));
            if (same < 0 || !HasNumber(part) || !HasNumber(parts[same])) return told;
            parts[same] = part;
        }

        return string.Join(known.Contains('،', StringComparison.Ordinal) ? "، " : ", ", parts);
    }

    private static List<string> PartsOf(string address) => [.. address.Split([',', '،'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static bool HasNumber(string part) => part.Any(char.IsDigit);

    private static List<string> WordsOf(string part) => [.. Tokens.Of(part).All.Where(token => !token.IsNumber).Select(token => token.Word)];
}
