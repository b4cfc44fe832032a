using System.Globalization;

namespace Platform.Web.Reports;

/// <summary>Some days, the first and the last included, on the organisation's calendar.</summary>
public sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>Nobody reads a chart of more days than a year has.</summary>
    public const int Longest = 366;

    public static IReadOnlyList<int> Usual { get; } = [1, 7, 30, 90];

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>As many days, right before.</summary>
    public Period Before => new(From.AddDays(-Days), From.AddDays(-1));

    /// <summary>Short ones by the hour, long ones by the week.</summary>
    public Step Step => Days switch { 1 => Step.Hour, <= 31 => Step.Day, _ => Step.Week };

    /// <summary>The days of the address when it names some, else the last ones until today.</summary>
    public static Period Read(int? days, string? from, string? to, DateOnly today)
    {
        if (Parse(from) is not { } first) return Last(days is { } usual && Usual.Contains(usual) ? usual : 7, today);

        var last = Parse(to) ?? today;
        var (early, late) = first <= last ? (first, last) : (last, first);
        return new(late.DayNumber - early.DayNumber < Longest ? early : late.AddDays(1 - Longest), late);
    }

    /// <summary>The moments it begins and ends by this clock; the end is not part of it.</summary>
    public (DateTimeOffset From, DateTimeOffset To) In(TimeZoneInfo zone) => (Midnight(From, zone), Midnight(To.AddDays(1), zone));

    /// <summary>The beginnings of its steps, empty ones too: a chart shows the quiet days.</summary>
    public IReadOnlyList<DateTime> Steps() => Step switch
    {
        Step.Hour => [.. Enumerable.Range(0, 24).Select(hour => From.ToDateTime(new(hour, 0)))],
        Step.Day => [.. Enumerable.Range(0, Days).Select(day => From.AddDays(day).ToDateTime(default))],
        _ => [.. Enumerable.Range(0, ((To.DayNumber - Monday(From).DayNumber) / 7) + 1).Select(week => Monday(From).AddDays(week * 7).ToDateTime(default))],
    };

    private static Period Last(int days, DateOnly today) => new(today.AddDays(1 - days), today);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly? Parse(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A midnight the clock leaps over begins where the leap ends.</summary>
    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(default);
        return new DateTimeOffset(local, zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(1) : local)).ToUniversalTime();
    }
}

/// <summary>The names are those PostgreSQL cuts a moment by.</summary>
public enum Step { Hour, Day, Week }
