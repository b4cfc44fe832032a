using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Domain.Deliveries;

[JsonConverter(typeof(ValueJson))]
public readonly record struct CourierId(Guid Value);

/// <summary>Somebody who carries parcels for a seller. They need no account: a phone is enough.</summary>
/// <param name="Zones">Cities, or quarters of them, as the seller writes them. None: everywhere.</param>
/// <param name="Week">When they work. None: whenever they are asked.</param>
/// <param name="Fee">What one trip costs the seller.</param>
public sealed record Courier(
    CourierId Id,
    string Name,
    PhoneNumber Phone,
    Language Language,
    Vehicle Vehicle,
    ContactWay Way,
    Money Fee,
    ImmutableArray<string> Zones,
    ImmutableArray<Shift> Week,
    bool IsActive)
{
    /// <param name="when">On the seller's clock.</param>
    public bool IsAtWork(DateTime when) => Week is [] || Week.Any(shift => shift.Holds(when));
}

/// <summary>A stretch of one day; one that ends before it begins ends on the next morning.</summary>
public sealed record Shift(DayOfWeek Day, TimeOnly From, TimeOnly Until)
{
    public bool Holds(DateTime when)
    {
        var (day, time) = (when.DayOfWeek, TimeOnly.FromDateTime(when));
        if (From < Until) return day == Day && time >= From && time < Until;
        return (day == Day && time >= From) || (day == Next(Day) && time < Until);
    }

    private static DayOfWeek Next(DayOfWeek day) => (DayOfWeek)(((int)day + 1) % 7);
}

[JsonConverter(typeof(JsonStringEnumConverter<Vehicle>))]
public enum Vehicle { OnFoot, Bicycle, Motorbike, Car, Van }

/// <summary>How a courier wants to be reached.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContactWay>))]
public enum ContactWay { WhatsApp, Sms, Call }
