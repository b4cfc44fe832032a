using Microsoft.Extensions.Primitives;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;

namespace Platform.Integrations.Carriers;

/// <param name="Reference">Ours, one for each booking; short enough to be read out at the counter.</param>
/// <param name="Pickup">One of the carrier's own pickup places.</param>
/// <param name="Zone">The customer's city in the carrier's own list, where it has one.</param>
/// <param name="Cash">What is taken at the door; nothing when it is paid.</param>
/// <param name="Note">For whoever rings the bell.</param>
public sealed record ShipmentAsked(
    string Reference, string Pickup, string Name, PhoneNumber Phone, string Address, string City, string? Zone, string Goods, Money Value, Money Cash, string? Note = null)
{
    /// <summary>When it can be fetched; as soon as somebody comes, unless said.</summary>
    public DateTimeOffset? ReadyAt { get; init; }
}

/// <param name="Id">The carrier's own number for it, to be booked with.</param>
/// <param name="Until">When it stops holding; null when it does not.</param>
public sealed record CarrierQuote(string? Id, Money? Price, DateTimeOffset? Until, TimeSpan? Takes = null);

/// <summary>A parcel in the carrier's books.</summary>
/// <param name="Reference">The carrier's own, by which it is asked about.</param>
/// <param name="Ours">What we called the booking; null where the carrier does not give it back.</param>
/// <param name="Raw">The carrier's own word for its state, known to us or not.</param>
/// <param name="At">When it came to be so.</param>
public sealed record Shipment(string Reference, string? Ours, ShipmentState State, string Raw, DateTimeOffset At)
{
    public Money? Fee { get; init; }
    public string? Tracking { get; init; }
    public string? Label { get; init; }
    public Carrying? By { get; init; }
}

/// <summary>Who of the carrier's people has it.</summary>
public sealed record Carrying(string Name, string? Phone);

/// <summary>What somebody brought to a notification address. Nothing in it is to be believed before it was found authentic.</summary>
public sealed record CarrierNotice(Func<string, StringValues> Header, ReadOnlyMemory<byte> Body);
