using System.Collections.Immutable;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>Everything the desk may say about a seller's business. What is not in here, it does not know.</summary>
public sealed record Shop(
    string Name,
    Country Country,
    Currency Currency,
    CatalogueIndex Catalogue,
    ImmutableArray<DeliveryZone> Zones,
    ImmutableArray<Answer> Knowledge,
    AssistantRules Rules)
{
    /// <summary>The zone that names the city; else the one that names none and so takes the rest of the seller's country.</summary>
    public DeliveryZone? ZoneOf(string? city)
    {
        if (city is null) return null;
        var key = Writing.Fold(city);
        return Zones.FirstOrDefault(zone => zone.Cities.Any(named => Writing.Fold(named) == key || Gazetteer.All.Find(named, Country, null) is { IsQuarter: false } place && place.Name == city))
            ?? (Gazetteer.All.Find(city, Country, null) is { } known && known.Country == Country.Code ? Zones.FirstOrDefault(zone => zone.Cities.IsDefaultOrEmpty) : null);
    }
}

/// <summary>Where the seller delivers, for how much and how fast.</summary>
/// <param name="Cities">Empty: every city of the seller's country that no other zone names.</param>
/// <param name="FreeFrom">Goods worth this much are delivered for nothing.</param>
/// <param name="Slots">Hours a customer may choose, as the seller writes them: "10h-13h". Empty: there is nothing to choose.</param>
public sealed record DeliveryZone(
    string Name,
    ImmutableArray<string> Cities,
    Money Fee,
    Money? FreeFrom,
    int MinDays,
    int MaxDays,
    ImmutableArray<string> Slots)
{
    public Money FeeFor(Money goods) => FreeFrom is { } from && goods.Minor >= from.Minor ? Fee with { Minor = 0 } : Fee;
}

/// <summary>One entry of the knowledge base, in the seller's own words.</summary>
public sealed record Answer(string Question, string Text);

/// <summary>How the assistant behaves for one seller.</summary>
/// <param name="Greeting">Opening words in the seller's own; null for ours.</param>
/// <param name="MaximumDiscount">In percent of the goods; nothing beyond is ever granted.</param>
/// <param name="EscalateOn">Subjects that go straight to a person: "facture", "commande en gros".</param>
/// <param name="Languages">The first is spoken while the customer has not shown theirs.</param>
public sealed record AssistantRules(
    string Name,
    Tone Tone,
    string? Greeting,
    int MaximumDiscount,
    ImmutableArray<string> EscalateOn,
    ImmutableArray<Tongue> Languages);

public enum Tone { Warm, Plain }
