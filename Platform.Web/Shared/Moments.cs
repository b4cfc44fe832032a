using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Platform.Web.Shared;

/// <summary>How a moment is said: near ones by their distance, far ones by their date, in the organisation's time zone.</summary>
public static class Moments
{
    public static string Relative(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer words) => (now - at) switch
    {
        { TotalMinutes: < 1 and > -1 } => words["JustNow"],
        { TotalHours: < 1 and > 0 } ago => words["MinutesAgo", (int)ago.TotalMinutes],
        { TotalDays: < 1 and > 0 } ago => words["HoursAgo", (int)ago.TotalHours],
        _ => Local(at, zone).ToString(ThisYear(at, now, zone) ? ShortDay + " HH:mm" : ShortDay + " yyyy", CultureInfo.CurrentCulture),
    };

    public static string Span(TimeSpan span, IStringLocalizer words) => span switch
    {
        { TotalDays: >= 2 } => words["SpanDays", (int)span.TotalDays],
        { TotalHours: >= 1 } => words["SpanHours", (int)span.TotalHours],
        { TotalMinutes: >= 1 } => words["SpanMinutes", (int)span.TotalMinutes],
        _ => words["SpanSeconds", Math.Max(0, (int)span.TotalSeconds)],
    };

    /// <summary>For lists and bubbles, where a column of times is read at a glance: the time today, the day before that.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer words)
    {
        var (day, today) = (Local(at, zone).Date, Local(now, zone).Date);
        return (today - day).Days switch
        {
            <= 0 => Local(at, zone).ToString("HH:mm", CultureInfo.CurrentCulture),
            1 => words["Yesterday"],
            _ => Local(at, zone).ToString(ThisYear(at, now, zone) ? ShortDay : "d", CultureInfo.CurrentCulture),
        };
    }

    /// <summary>For machines: the `datetime` of a `time`.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Full(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone).ToString("f", CultureInfo.CurrentCulture);

    /// <summary>As it stands at the beginning of a line.</summary>
    public static string DayName(DayOfWeek day)
    {
        var name = CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);
        return $"{char.ToUpper(name[0], CultureInfo.CurrentCulture)}{name[1..]}";
    }

    private static string ShortDay => CultureInfo.CurrentCulture.TwoLetterISOLanguageName is "ar" ? "d MMMM" : "d MMM";

    private static bool ThisYear(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) => Local(at, zone).Year == Local(now, zone).Year;

    private static DateTimeOffset Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone);
}

public enum TimeStyle { Relative, Clock }
