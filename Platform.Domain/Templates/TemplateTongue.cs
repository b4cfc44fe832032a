namespace Platform.Domain.Templates;

/// <summary>The codes providers keep templates under, for a language people speak.</summary>
public static class TemplateTongue
{
    /// <summary>Darija has no code of its own: it is Arabic as it is written in Morocco.</summary>
    public const string Darija = "ar_MA";

    /// <summary>What a reader of the first understands, the best first.</summary>
    /// <param name="code">`fr`, `en`, `ar`, `ary`; `ary-Latn` reads Latin letters.</param>
    private static string[] ReadBy(string code) => code switch
    {
        "en" => ["en"],
        "ar" => ["ar"],
        "ary" => [Darija, "ar"],
        "ary-Latn" => ["fr", Darija, "ar"],
        _ => ["fr"],
    };

    /// <summary>How near a template's language is to the reader's; the lower the nearer. French is what most people here read besides.</summary>
    public static int Distance(string language, string reader)
    {
        var wanted = ReadBy(reader);
        var exact = Array.FindIndex(wanted, code => code == language);
        if (exact >= 0) return exact * 2;

        var akin = Array.FindIndex(wanted, code => language.StartsWith(code + "_", StringComparison.Ordinal));
        return akin >= 0 ? (akin * 2) + 1 : language is ['f', 'r', ..] ? 50 : 100;
    }
}
