using Platform.Domain.Common;

namespace Platform.Integrations.Carriers;

/// <summary>What a carrier is like, for whoever connects it or entrusts something to it.</summary>
/// <param name="Provider">As accounts, addresses and facts are labelled: `glovo`, `sendit`.</param>
/// <param name="Name">As people say it.</param>
/// <param name="Currencies">Of the shops it works for.</param>
/// <param name="Fields">What a seller copies from the carrier's pages.</param>
/// <param name="Pace">How often it is asked how a shipment fares when it does not say so itself.</param>
public sealed record CarrierTraits(string Provider, string Name, IReadOnlyList<Currency> Currencies, IReadOnlyList<AccountField> Fields, TimeSpan Pace)
{
    /// <summary>It knows cities by numbers of its own, which have to be matched with the seller's first.</summary>
    public bool HasZones { get; init; }

    /// <summary>It can be told where to notify us; otherwise the seller enters the address there.</summary>
    public bool CanListen { get; init; }
}

/// <summary>A city, a district or a pickup address in the carrier's own list.</summary>
/// <param name="Group">The city a district belongs to.</param>
public sealed record CarrierPlace(string Id, string Name, string? Group = null)
{
    public string Title => Group is { Length: > 0 } group && group != Name ? $"{group} · {Name}" : Name;
}

/// <summary>Why a carrier does not bring a parcel. Each is a key of the texts `unserved.{word}`.</summary>
public static class Unserved
{
    public const string Area = "area";
    public const string Hours = "hours";
    public const string CityClosed = "city_closed";
    public const string CityUnmapped = "city_unmapped";
    public const string Address = "address";
    public const string Phone = "phone";
    public const string Pickup = "pickup";
    public const string Currency = "currency";
    public const string CashNotTaken = "cash_not_taken";
    public const string CashTooMuch = "cash_too_much";
    public const string CashNotWhole = "cash_not_whole";

    /// <summary>The price it named does not hold any more; another one can be asked for.</summary>
    public const string QuoteExpired = "quote_expired";

    public static ProviderException Because(string word, string? code = null) => new(code ?? word, ProviderFault.Final) { Reason = word };
}
