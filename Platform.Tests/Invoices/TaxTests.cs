using System.Globalization;
using Platform.Domain.Common;
using Platform.Domain.Invoices;

namespace Platform.Tests.Invoices;

/// <summary>Rates by day, rounding, what falls away, and what the law wants to read.</summary>
public sealed class TaxTests
{
    [Theory]
    [InlineData("MA", VatKind.Goods, "2026-11-21", "20")]
    [InlineData("MA", VatKind.Transport, "2023-12-31", "14")]
    [InlineData("MA", VatKind.Transport, "2024-01-01", "16")]
    [InlineData("MA", VatKind.Transport, "2025-06-01", "18")]
    [InlineData("MA", VatKind.Transport, "2026-01-01", "20")]
    [InlineData("CM", VatKind.Transport, "2026-01-01", "19.25")]
    [InlineData("XX", VatKind.Goods, "2026-01-01", null)]
    public void A_rate_holds_on_its_days(string country, VatKind kind, string day, string? percent) => Assert.Equal(
        percent is null ? null : decimal.Parse(percent, CultureInfo.InvariantCulture), VatRates.On(DateOnly.Parse(day, CultureInfo.InvariantCulture), country, kind));

    [Theory]
    [InlineData(12_000, 20, 2_000)]
    [InlineData(99_900, 20, 16_650)]
    [InlineData(3, 20, 1)]
    [InlineData(192_800, 20, 32_133)]
    public void Tax_and_net_are_always_the_whole(long gross, int percent, long vat)
    {
        var group = VatGroup.Within(new(gross, Currency.MAD), percent);
        Assert.Equal((vat, gross), (group.Vat.Minor, group.Vat.Minor + group.Net.Minor));
    }

    [Theory]
    [InlineData("001561191000066", true)]
    [InlineData("002136093000040", true)]
    [InlineData("001561191000065", false)]
    [InlineData("00156119100006", false)]
    [InlineData("000000000000000", false)]
    public void An_ICE_proves_itself(string ice, bool isOne) => Assert.Equal(isOne, LegalProfile.Of("MA").Mentions.Single(mention => mention.Name == "ICE").Accepts(ice));
}
