using Platform.Web.Notifications;

namespace Platform.Tests.Notifications;

/// <summary>By the shop's clock: a night that goes over midnight, a nap, and no night at all.</summary>
public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Casablanca = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");

    [Theory]
    [InlineData("22:00", "07:00", "2026-11-21T22:30:00+01:00", "2026-11-22T07:00:00+01:00")]
    [InlineData("22:00", "07:00", "2026-11-22T03:00:00+01:00", "2026-11-22T07:00:00+01:00")]
    [InlineData("22:00", "07:00", "2026-11-22T07:00:00+01:00", "2026-11-22T07:00:00+01:00")]
    [InlineData("22:00", "07:00", "2026-11-21T21:59:00+01:00", "2026-11-21T21:59:00+01:00")]
    [InlineData("13:00", "14:30", "2026-11-21T13:10:00+01:00", "2026-11-21T14:30:00+01:00")]
    [InlineData("08:00", "08:00", "2026-11-21T08:00:00+01:00", "2026-11-21T08:00:00+01:00")]
    [InlineData(null, null, "2026-11-21T03:00:00+01:00", "2026-11-21T03:00:00+01:00")]
    public void What_happens_in_the_night_is_told_when_it_ends(string? from, string? until, string now, string told) =>
        Assert.Equal(At(told), new NoticeHabits(Guid.Empty, Guid.Empty, null, Clock(from), Clock(until)).Awake(At(now), Casablanca));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    private static TimeOnly? Clock(string? text) => text is null ? null : TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
