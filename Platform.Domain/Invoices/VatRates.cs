namespace Platform.Domain.Invoices;

/// <summary>The rates of the countries sellers work in, each with the days it holds. The seller's accountant has the last word and may set another.</summary>
public static class VatRates
{
    private sealed record Rate(string Country, VatKind Kind, decimal Percent, DateOnly From, DateOnly Until);

    private static readonly DateOnly Always = DateOnly.MinValue, Open = DateOnly.MaxValue;

    private static readonly Rate[] All =
    [
        new("MA", VatKind.Goods, 20, Always, Open),
        new("MA", VatKind.Transport, 14, Always, new(2023, 12, 31)),
        new("MA", VatKind.Transport, 16, new(2024, 1, 1), new(2024, 12, 31)),
        new("MA", VatKind.Transport, 18, new(2025, 1, 1), new(2025, 12, 31)),
        new("MA", VatKind.Transport, 20, new(2026, 1, 1), Open),
        new("CI", VatKind.Goods, 18, Always, Open),
        new("SN", VatKind.Goods, 18, Always, Open),
        new("BJ", VatKind.Goods, 18, Always, Open),
        new("BF", VatKind.Goods, 18, Always, Open),
        new("ML", VatKind.Goods, 18, Always, Open),
        new("TG", VatKind.Goods, 18, Always, Open),
        new("CM", VatKind.Goods, 19.25m, Always, Open),
        new("GA", VatKind.Goods, 18, Always, Open),
        new("CG", VatKind.Goods, 18.9m, Always, Open),
        new("TD", VatKind.Goods, 18, Always, Open),
        new("FR", VatKind.Goods, 20, Always, Open),
        new("BE", VatKind.Goods, 21, Always, Open),
        new("ES", VatKind.Goods, 21, Always, Open),
        new("DE", VatKind.Goods, 19, Always, Open),
        new("IT", VatKind.Goods, 22, Always, Open),
        new("NL", VatKind.Goods, 21, Always, Open),
    ];

    /// <summary>Where transport has no rate of its own it follows the goods. Null for a country we know nothing of.</summary>
    public static decimal? On(DateOnly day, string country, VatKind kind) =>
        All.FirstOrDefault(rate => rate.Country == country && rate.Kind == kind && rate.From <= day && day <= rate.Until)?.Percent
        ?? (kind is VatKind.Transport ? On(day, country, VatKind.Goods) : null);
}

public enum VatKind { Goods, Transport }

/// <summary>Whether the seller charges the tax.</summary>
public enum VatStatus { Registered, Exempt, AutoEntrepreneur }
