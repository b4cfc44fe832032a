using System.Globalization;
using Platform.Domain.Common;
using Platform.Web.Shared;

namespace Platform.Web.Identity;

/// <summary>The clocks sellers go by, called after the city they know: "Casablanca (UTC+1)".</summary>
public static class TimeZones
{
    private static readonly Dictionary<string, (string French, string English, string Arabic)> Cities = new()
    {
        ["Africa/Casablanca"] = ("Casablanca", "Casablanca", "الدار البيضاء"),
        ["Africa/Douala"] = ("Douala", "Douala", "دوالا"),
        ["Africa/Abidjan"] = ("Abidjan", "Abidjan", "أبيدجان"),
        ["Africa/Dakar"] = ("Dakar", "Dakar", "داكار"),
        ["Africa/Libreville"] = ("Libreville", "Libreville", "ليبرفيل"),
        ["Africa/Porto-Novo"] = ("Porto-Novo", "Porto-Novo", "بورتو نوفو"),
        ["Africa/Ouagadougou"] = ("Ouagadougou", "Ouagadougou", "واغادوغو"),
        ["Africa/Brazzaville"] = ("Brazzaville", "Brazzaville", "برازافيل"),
        ["Africa/Bamako"] = ("Bamako", "Bamako", "باماكو"),
        ["Africa/Ndjamena"] = ("N’Djaména", "N’Djamena", "نجامينا"),
        ["Africa/Lome"] = ("Lomé", "Lomé", "لومي"),
        ["Europe/Paris"] = ("Paris", "Paris", "باريس"),
        ["Europe/Brussels"] = ("Bruxelles", "Brussels", "بروكسل"),
        ["Europe/Madrid"] = ("Madrid", "Madrid", "مدريد"),
        ["Europe/Berlin"] = ("Berlin", "Berlin", "برلين"),
        ["Europe/Rome"] = ("Rome", "Rome", "روما"),
        ["Europe/Amsterdam"] = ("Amsterdam", "Amsterdam", "أمستردام"),
    };

    /// <summary>The home country's first, then ours by continent, in the order of our markets.</summary>
    /// <param name="chosen">Offered in any case, even when it is none of ours.</param>
    public static IReadOnlyList<(string Continent, IReadOnlyList<(string Id, string Word)> Zones)> Choices(string country, string chosen, DateTimeOffset now)
    {
        var home = Country.Find(country)?.TimeZone;
        return
        [
            .. Country.All.Select(market => market.TimeZone).Append(chosen).Distinct()
                .GroupBy(zone => zone == home ? "Home" : zone.Split('/')[0] switch { "Africa" => "Africa", "Europe" => "Europe", _ => "Other" })
                .OrderByDescending(group => group.Key is "Home").ThenBy(group => group.Key)
                .Select(group => (group.Key, (IReadOnlyList<(string, string)>)[.. group.Select(zone => (zone, Named(zone, now)))])),
        ];
    }

    public static string Named(string zone, DateTimeOffset now) => Named(zone, now, Preferences.CurrentLanguage);

    public static string Named(string zone, DateTimeOffset now, Language language)
    {
        var offset = TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(now);
        var clock = offset == TimeSpan.Zero ? "UTC" : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}");
        return $"{CityOf(zone, language)} (\u2066{clock}\u2069)";
    }

    private static string CityOf(string zone, Language language) => (Cities.GetValueOrDefault(zone), language) switch
    {
        ((null, _, _), _) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' '),
        (var names, Language.English) => names.English,
        (var names, Language.Arabic) => names.Arabic,
        (var names, _) => names.French,
    };
}
