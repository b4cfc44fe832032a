using System.Globalization;
using Platform.Domain.Common;

namespace Platform.Web.Identity;

/// <summary>The countries sellers work in, by their names in the reader's language.</summary>
public static class Countries
{
    private static readonly Dictionary<string, (string French, string English, string Arabic)> Names = new()
    {
        ["MA"] = ("Maroc", "Morocco", "المغرب"),
        ["CM"] = ("Cameroun", "Cameroon", "الكاميرون"),
        ["CI"] = ("Côte d’Ivoire", "Ivory Coast", "كوت ديفوار"),
        ["SN"] = ("Sénégal", "Senegal", "السنغال"),
        ["GA"] = ("Gabon", "Gabon", "الغابون"),
        ["BJ"] = ("Bénin", "Benin", "بنين"),
        ["BF"] = ("Burkina Faso", "Burkina Faso", "بوركينا فاسو"),
        ["CG"] = ("Congo", "Congo", "الكونغو"),
        ["ML"] = ("Mali", "Mali", "مالي"),
        ["TD"] = ("Tchad", "Chad", "تشاد"),
        ["TG"] = ("Togo", "Togo", "توغو"),
        ["FR"] = ("France", "France", "فرنسا"),
        ["BE"] = ("Belgique", "Belgium", "بلجيكا"),
        ["ES"] = ("Espagne", "Spain", "إسبانيا"),
        ["DE"] = ("Allemagne", "Germany", "ألمانيا"),
        ["IT"] = ("Italie", "Italy", "إيطاليا"),
        ["NL"] = ("Pays-Bas", "Netherlands", "هولندا"),
    };

    public static IReadOnlyList<(string Value, string Word)> Choices =>
        [.. Country.All.Select(country => (country.Code, $"{NameOf(country.Code)} (\u2066+{country.CallingCode}\u2069)"))];

    private static string NameOf(string code) => (Names[code], Languages.FromCode(CultureInfo.CurrentUICulture.Name)) switch
    {
        (var names, Language.English) => names.English,
        (var names, Language.Arabic) => names.Arabic,
        (var names, _) => names.French,
    };
}
