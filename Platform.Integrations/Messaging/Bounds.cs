namespace Platform.Integrations.Messaging;

/// <summary>Says before the call what the provider would refuse after it, and which part is meant.</summary>
internal static class Bounds
{
    public static void Needed(string part, string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Broken(Trouble.Missing, part);
        Optional(part, text, most);
    }

    public static void Optional(string part, string? text, int most)
    {
        if (text?.Length > most) throw Broken(Trouble.TooLong, part, $"{text.Length} of {most} characters");
    }

    public static void Count(string part, int count, int most, int least = 1)
    {
        if (count < least) throw Broken(Trouble.Missing, part);
        if (count > most) throw Broken(Trouble.TooMany, part, $"{count} of {most}");
    }

    public static void Different(string part, IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
            if (!seen.Add(value))
                throw Broken(Trouble.Malformed, part, "twice the same");
    }

    public static ProviderException Unsupported(string part) => Broken(Trouble.Unsupported, part);

    private static ProviderException Broken(string word, string part, string? detail = null) =>
        new($"{word}.{part}", ProviderFault.Final, detail) { Reason = word };
}
