using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Domain.Common;

/// <summary>The hours a seller means by "10h-13h", "14:30 - 17:00" or "18h à 20h".</summary>
public readonly partial record struct SlotHours(TimeOnly From, TimeOnly Until)
{
    /// <returns>Null for a slot that names no hours, such as "matin".</returns>
    public static SlotHours? Read(string? slot)
    {
        if (slot is null || Hours().Matches(slot) is not { Count: 2 } found) return null;
        return At(found[0]) is { } from && At(found[1]) is { } until && from < until ? new(from, until) : null;
    }

    private static TimeOnly? At(Match match)
    {
        var (hour, minute) = (Figure(match.Groups[1]), match.Groups[2].Success ? Figure(match.Groups[2]) : 0);
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59 ? new TimeOnly(hour, minute) : null;
    }

    private static int Figure(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d{1,2})\s*(?:[hH:]\s*(\d{2})?)?")]
    private static partial Regex Hours();
}
