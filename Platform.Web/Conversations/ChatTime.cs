using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Platform.Web.Conversations;

/// <summary>Times as a chat shows them, on the shop's clock.</summary>
internal static class ChatTime
{
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The hour today, the weekday this week, else the date.</summary>
    public static string Short(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (then, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone).Date);
        return (today - then.Date).Days switch
        {
            <= 0 => Clock(at, zone),
            < 7 => then.ToString("ddd", CultureInfo.CurrentCulture),
            _ => then.ToString("d MMM", CultureInfo.CurrentCulture),
        };
    }

    public static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).Date);

    public static string DayName(DateOnly day, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer texts) => (Day(now, zone).DayNumber - day.DayNumber) switch
    {
        0 => texts["Today"],
        1 => texts["Yesterday"],
        < 7 => day.ToString("dddd", CultureInfo.CurrentCulture),
        _ => day.ToString("D", CultureInfo.CurrentCulture),
    };
}
