using System.Globalization;
using Platform.Domain.Common;
using Platform.Web.Identity;

namespace Platform.Tests.Identity;

/// <summary>People choose a clock by the city they know; what is kept is the name machines know.</summary>
public sealed class TimeZonesSpecs : IDisposable
{
    private static readonly DateTimeOffset Summer = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Winter = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    [Theory]
    [InlineData("fr", "Africa/Ndjamena", "N’Djaména (\u2066UTC+1\u2069)")]
    [InlineData("fr", "Africa/Dakar", "Dakar (\u2066UTC\u2069)")]
    [InlineData("ar", "Africa/Casablanca", "الدار البيضاء (\u2066UTC+1\u2069)")]
    [InlineData("en", "Europe/Brussels", "Brussels (\u2066UTC+2\u2069)")]
    [InlineData("en", "America/St_Johns", "St Johns (\u2066UTC-2:30\u2069)")]
    public void A_clock_is_called_after_its_city(string language, string zone, string name)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(name, TimeZones.Named(zone, Summer));
    }

    [Fact]
    public void The_hours_are_those_of_today() => Assert.NotEqual(TimeZones.Named("Europe/Paris", Summer), TimeZones.Named("Europe/Paris", Winter));

    [Fact]
    public void The_own_country_comes_first_and_every_market_and_the_chosen_one_is_there()
    {
        var choices = TimeZones.Choices("SN", "America/Montreal", Summer);

        Assert.Equal(["Home", "Africa", "Europe", "Other"], choices.Select(group => group.Continent));
        Assert.Equal("Africa/Dakar", Assert.Single(choices[0].Zones).Id);
        Assert.Equal("Africa/Casablanca", choices[1].Zones[0].Id);
        Assert.Equal([.. Country.All.Select(market => market.TimeZone).Append("America/Montreal").Order()], choices.SelectMany(group => group.Zones).Select(zone => zone.Id).Order());
    }

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
