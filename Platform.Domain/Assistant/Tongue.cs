using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>What customers write in. Darija is written in Arabic letters or in Latin ones with digits; an answer keeps the customer's script.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Tongue>))]
public enum Tongue { French, English, Arabic, Darija, DarijaLatin }

public static class Tongues
{
    public static IReadOnlyList<Tongue> All { get; } = [Tongue.French, Tongue.English, Tongue.Arabic, Tongue.Darija, Tongue.DarijaLatin];

    public static string Code(this Tongue tongue) => tongue switch
    {
        Tongue.English => "en",
        Tongue.Arabic => "ar",
        Tongue.Darija => "ary",
        Tongue.DarijaLatin => "ary-Latn",
        _ => "fr",
    };

    public static bool IsArabicScript(this Tongue tongue) => tongue is Tongue.Arabic or Tongue.Darija;

    public static Tongue Of(Language language) => language switch
    {
        Language.English => Tongue.English,
        Language.Arabic => Tongue.Arabic,
        _ => Tongue.French,
    };
}
