using Platform.Web.Reports;

namespace Platform.Tests.Reports;

public sealed class PeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData(1, "2026-11-21", "2026-11-20", Step.Hour)]
    [InlineData(7, "2026-11-15", "2026-11-14", Step.Day)]
    [InlineData(30, "2026-10-23", "2026-10-22", Step.Day)]
    [InlineData(90, "2026-08-24", "2026-08-23", Step.Week)]
    public void The_usual_ones_end_today_and_are_compared_with_as_many_days_before(int days, string from, string lastBefore, Step step)
    {
        var period = Period.Read(days, null, null, Today);

        Assert.Equal((DateOnly.Parse(from, null), Today, step), (period.From, period.To, period.Step));
        Assert.Equal((days, DateOnly.Parse(lastBefore, null)), (period.Before.Days, period.Before.To));
    }

    [Fact]
    public void Chosen_days_may_be_given_the_wrong_way_round_and_are_never_more_than_a_year()
    {
        Assert.Equal(new Period(new(2026, 1, 1), new(2026, 1, 31)), Period.Read(7, "2026-01-31", "2026-01-01", Today));
        Assert.Equal(Period.Longest, Period.Read(null, "2019-01-01", "2026-11-21", Today).Days);
        Assert.Equal(7, Period.Read(5, "no day", null, Today).Days);
    }

    [Fact]
    public void A_day_is_as_long_as_the_clock_of_the_country_makes_it()
    {
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var (from, to) = new Period(new(2026, 3, 29), new(2026, 3, 29)).In(paris);
        Assert.Equal(TimeSpan.FromHours(23), to - from);
    }

    [Fact]
    public void Weeks_begin_on_Monday_even_when_the_period_does_not()
    {
        var weeks = new Period(new(2026, 10, 1), new(2026, 11, 15)).Steps();
        Assert.Equal((new DateTime(2026, 9, 28), new DateTime(2026, 11, 9), 7), (weeks[0], weeks[^1], weeks.Count));
    }
}
