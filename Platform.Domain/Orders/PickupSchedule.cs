using System.Collections.Immutable;
using System.Globalization;

namespace Platform.Domain.Orders;

/// <summary>When whoever drives comes by, on each day of the week.</summary>
public sealed record PickupSchedule(ImmutableSortedDictionary<DayOfWeek, ImmutableArray<TimeOnly>> Times)
{
    public static PickupSchedule Empty { get; } = new(ImmutableSortedDictionary<DayOfWeek, ImmutableArray<TimeOnly>>.Empty);

    public ImmutableArray<TimeOnly> On(DayOfWeek day) => Times.GetValueOrDefault(day, []);

    /// <summary>
    /// Which pick-up of the day an order has to be ready for: the last one before its hours begin, the first one when none is early enough.
    /// An order without hours goes with the next. None: nobody comes that day.
    /// </summary>
    /// <param name="from">On the day itself the pick-ups before now are gone.</param>
    public TimeOnly? For(string? slot, DayOfWeek day, TimeOnly from)
    {
        var times = On(day);
        var ahead = times.Where(time => time >= from).ToList();
        if (times is []) return null;
        if (Begins(slot) is not { } begins) return ahead is [var next, ..] ? next : times[^1];
        return ahead.Where(time => time <= begins).Select(time => (TimeOnly?)time).LastOrDefault() ?? (ahead is [var first, ..] ? first : times[^1]);
    }

    /// <summary>"10h-14h", "9–12 h", "14:30 à 18:00": the hour such words begin with.</summary>
    public static TimeOnly? Begins(string? slot)
    {
        if (slot is null) return null;
        var digits = slot.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c is ':' or 'h' or 'H').ToArray();
        var parts = new string(digits).Split([':', 'h', 'H'], StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var hour, ..] || !int.TryParse(hour, CultureInfo.InvariantCulture, out var hours) || hours > 23) return null;
        var minutes = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var read) && read < 60 ? read : 0;
        return new(hours, minutes);
    }
}
