namespace Platform.Domain.Common;

/// <summary>The languages of the interface; French is the first.</summary>
public enum Language { French, English, Arabic }

public static class Languages
{
    public static IReadOnlyList<Language> All { get; } = [Language.French, Language.English, Language.Arabic];

    public static string Code(this Language language) => language switch
    {
        Language.English => "en",
        Language.Arabic => "ar",
        _ => "fr",
    };

    public static Language FromCode(string? code) => code switch
    {
        { } c when c.StartsWith("en", StringComparison.OrdinalIgnoreCase) => Language.English,
        { } c when c.StartsWith("ar", StringComparison.OrdinalIgnoreCase) => Language.Arabic,
        _ => Language.French,
    };
}
