using Platform.Domain.FollowUps;

namespace Platform.Tests.FollowUps;

public sealed class FollowUpRulesTests
{
    private static readonly TimeZoneInfo Casablanca = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");
    private static readonly FollowUpRules Rules = new(IsOn: true, TimeSpan.FromHours(2), TimeSpan.FromHours(20), Most: 2, new(21, 0), new(9, 0), Casablanca);
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 11, 0, 0, TimeSpan.Zero); // Twelve on the seller's clock.
    private static readonly Prospect Silent = new(Noon, Heard: 3, IsAnswered: true, IsClosed: false, IsHandled: false, IsEscalated: false, HasStopped: false, HasOrdered: false);

    [Fact]
    public void The_first_comes_after_two_hours_and_the_second_after_twenty()
    {
        Assert.Equal(Noon.AddHours(2), Rules.Due(Noon, 0));
        Assert.Equal(Noon.AddHours(21), Rules.Due(Noon, 1)); // Eight in the morning is still quiet.
        Assert.Null(Rules.Due(Noon, 2));
        Assert.Null((Rules with { Most = 1 }).Due(Noon, 1));
    }

    [Theory]
    [InlineData(18, 32)] // Nine in the evening there: the next morning at nine.
    [InlineData(20, 32)]
    [InlineData(29, 32)] // Six in the morning, before the day begins.
    [InlineData(17, 17)]
    public void Nobody_is_written_to_at_night(int dueHour, int saidHour)
    {
        var midnight = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var night = Rules with { QuietFrom = new(19, 0), First = TimeSpan.FromHours(2) };

        Assert.Equal(midnight.AddHours(saidHour), night.Due(midnight.AddHours(dueHour - 2), 0));
    }

    [Fact]
    public void A_reminder_that_is_due_is_sent() => Assert.Equal(new FollowUpVerdict.Send(), Rules.Consider(Silent, First, Noon.AddHours(2)));

    [Fact]
    public void One_that_is_early_waits() => Assert.Equal(new FollowUpVerdict.Wait(Noon.AddHours(2)), Rules.Consider(Silent, First, Noon.AddHours(1)));

    [Fact]
    public void One_that_comes_late_at_night_waits_for_the_morning() =>
        Assert.Equal(new FollowUpVerdict.Wait(new(2026, 3, 3, 8, 0, 0, TimeSpan.Zero)), Rules.Consider(Silent, First, Noon.AddHours(11)));

    public static TheoryData<string, Prospect> Obstacles() => new()
    {
        { "stopped", Silent with { HasStopped = true } },
        { "ordered", Silent with { HasOrdered = true } },
        { "answered", Silent with { Heard = 4 } },
        { "closed", Silent with { IsClosed = true } },
        { "handled", Silent with { IsHandled = true } },
        { "escalated", Silent with { IsEscalated = true } },
        { "waiting", Silent with { IsAnswered = false } },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void Anything_that_happened_since_stops_it(string why, Prospect chat) => Assert.Equal(new FollowUpVerdict.Never(why), Rules.Consider(chat, First, Noon.AddHours(2)));

    [Fact]
    public void Outside_the_window_there_are_no_free_words() => Assert.Equal(new FollowUpVerdict.Never("window"), Rules.Consider(Silent, First, Noon.AddHours(24)));

    [Fact]
    public void A_morning_beyond_the_window_is_too_late()
    {
        var heard = Noon.AddHours(-4); // Eight in the morning there.
        Assert.Equal(new FollowUpVerdict.Never("window"), Rules.Consider(Silent with { LastHeardAt = heard }, new(3, 1, heard.AddHours(20)), heard.AddHours(20)));
    }

    [Fact]
    public void Switched_off_nothing_is_sent() => Assert.Equal(new FollowUpVerdict.Never("off"), (Rules with { IsOn = false }).Consider(Silent, First, Noon.AddHours(2)));

    [Fact]
    public void No_more_than_the_seller_allows() => Assert.Equal(new FollowUpVerdict.Never("enough"), (Rules with { Most = 1 }).Consider(Silent, First with { Step = 1 }, Noon.AddHours(20)));

    private static PlannedFollowUp First => new(3, 0, Noon.AddHours(2));
}
