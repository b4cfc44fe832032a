using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Tests.Store;
using Platform.Web.Channels;

namespace Platform.Tests.Channels;

/// <summary>No number writes faster, or to more people, than its provider lets it.</summary>
public sealed class SendingPaceTests(Database database) : IClassFixture<Database>
{
    private static readonly OrganisationId Shop = new(Guid.CreateVersion7());
    private readonly SendingPace pace = new(database.Databases);

    [Fact]
    public async Task After_a_lively_talk_the_same_person_hears_one_message_in_six_seconds()
    {
        var (channel, salma, karim) = (Channel(), Person(), Person());
        var waits = new List<TimeSpan>();
        for (var i = 0; i < SendingRules.ToOnePerson.Burst + 1; i++) waits.Add(await TakeAsync(channel, salma));

        Assert.All(waits.SkipLast(1), wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.InRange(waits[^1], TimeSpan.FromTicks(1), SendingRules.ToOnePerson.Every);
        Assert.Equal(TimeSpan.Zero, await TakeAsync(channel, karim));
    }

    [Fact]
    public async Task A_hundred_at_once_are_spread_by_the_number()
    {
        var channel = Channel();
        var waits = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => TakeAsync(channel, Person(), SendingRules.FromOnePhoneApp)));

        var passed = waits.Count(wait => wait == TimeSpan.Zero);
        Assert.InRange(passed, SendingRules.FromOnePhoneApp.Burst, 199);
    }

    [Fact]
    public async Task A_number_the_provider_has_raised_spreads_nobody()
    {
        var channel = Channel();
        var waits = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => TakeAsync(channel, Person(), SendingRules.FromOneFastNumber)));
        Assert.All(waits, wait => Assert.Equal(TimeSpan.Zero, wait));
    }

    [Fact]
    public async Task Having_to_wait_takes_nobodys_place()
    {
        var (channel, salma) = (Channel(), Person());
        for (var i = 0; i < SendingRules.ToOnePerson.Burst; i++) await TakeAsync(channel, salma);
        var first = await TakeAsync(channel, salma);
        var tenth = first;
        for (var i = 0; i < 9; i++) tenth = await TakeAsync(channel, salma);

        Assert.True(tenth <= first, $"{tenth} after {first}");
    }

    [Fact]
    public async Task The_days_people_are_counted_once_each()
    {
        var (channel, salma) = (Channel(), Person());
        Assert.True(await ReachAsync(channel, salma, 2));
        Assert.True(await ReachAsync(channel, salma, 2));
        Assert.True(await ReachAsync(channel, Person(), 2));
        Assert.False(await ReachAsync(channel, Person(), 2));
        Assert.True(await ReachAsync(channel, salma, 2));
    }

    [Fact]
    public async Task Of_many_who_are_written_to_at_once_no_more_are_reached_than_the_day_has_left()
    {
        var channel = Channel();
        Assert.True(await ReachAsync(channel, Person(), 5));

        var reached = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => ReachAsync(channel, Person(), 5)));

        Assert.Equal(4, reached.Count(isReached => isReached));
    }

    [Fact]
    public async Task Who_was_reached_yesterday_no_longer_counts()
    {
        var channel = Channel();
        Assert.True(await ReachAsync(channel, Person(), 1));
        await database.ExecuteAsync($"update reached_people set at = at - interval '25 hours' where channel = '{channel.Value}'");
        Assert.True(await ReachAsync(channel, Person(), 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1)]
    public async Task Without_a_limit_everybody_may_be_reached(int? limit) => Assert.True(await ReachAsync(Channel(), Person(), limit));

    [Fact]
    public async Task What_no_longer_matters_is_forgotten()
    {
        var (channel, salma) = (Channel(), Person());
        await TakeAsync(channel, salma);
        await ReachAsync(channel, salma, 10);
        await database.ExecuteAsync($"update sending_pace set due = due - interval '2 hours' where organisation_id = '{Shop.Value}'");
        await database.ExecuteAsync($"update reached_people set at = at - interval '25 hours' where channel = '{channel.Value}'");

        await pace.ForgetAsync(CancellationToken.None);

        Assert.Equal("0", await database.TextAsync($"select count(*) from sending_pace where lane = '{channel.Value}'"));
        Assert.Equal("0", await database.TextAsync($"select count(*) from reached_people where channel = '{channel.Value}'"));
    }

    private Task<TimeSpan> TakeAsync(ChannelId channel, ConversationId person, Pace? number = null) => pace.TakeAsync(Shop, channel, person, number ?? SendingRules.FromOneNumber, CancellationToken.None);
    private Task<bool> ReachAsync(ChannelId channel, ConversationId person, int? limit) => pace.ReachAsync(Shop, channel, person, limit, CancellationToken.None);
    private static ChannelId Channel() => new(Guid.CreateVersion7());
    private static ConversationId Person() => new(Guid.CreateVersion7());
}
