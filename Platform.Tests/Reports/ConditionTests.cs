using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Tests.Store;
using Platform.Web.Conversations;
using Platform.Web.Reports.Running;

namespace Platform.Tests.Reports;

/// <summary>When it goes badly, and when there is too little of it to tell.</summary>
public sealed class ConditionTests(Database database) : IClassFixture<Database>
{
    [Theory]
    [InlineData(100, 90, 0, 5000, 1000, "")]
    [InlineData(100, 89, 0, 200, 0, "Delivery=89")]
    [InlineData(100, 94, 6, 200, 0, "Errors=6")]
    [InlineData(100, 100, 0, 5001, 0, "Latency=5001")]
    [InlineData(100, 100, 0, 200, 1001, "Queue=1001")]
    [InlineData(19, 0, 19, 200, 0, "")]
    [InlineData(100, 50, 50, 9000, 2000, "Delivery=50,Errors=50,Latency=9000,Queue=2000")]
    public void Each_threshold_is_crossed_by_one_more_and_by_enough_messages(int sent, int arrived, int failed, int latency, long queue, string troubles)
    {
        var number = new NumberCondition("Atlas", "whatsapp", true, null, new(Guid.Empty, sent, arrived, failed, sent, TimeSpan.FromMilliseconds(latency)), 180_000, 0, null);
        Assert.Equal(troubles, string.Join(',', new Condition([number], [], queue, 0, 0).Troubles().Select(trouble => $"{trouble.Key}={trouble.Value}")));
    }

    [Fact]
    public async Task Messages_are_counted_by_what_became_of_them_and_the_call_by_how_long_it_took()
    {
        using var shop = new Shop(database);
        var (system, person) = (Actor.System(shop.Organisation), await shop.CustomerAsync("+212655009001"));
        await shop.HearAsync(person, "Bonjour");
        foreach (var n in Enumerable.Range(1, 4))
        {
            var reply = await shop.ReplyAsync(person, $"Oui {n}");
            await shop.Streams.HandleAsync(person.Conversation, new StartSending(reply), system);
            if (n == 4)
            {
                await shop.Streams.HandleAsync(person.Conversation, new FailReply(reply, "131026"), system);
                continue;
            }

            await shop.Streams.HandleAsync(person.Conversation, new ConfirmReply(reply, $"wamid.c{n}"), system);
            if (n < 3) await shop.Streams.HandleAsync(person.Conversation, new NoteReceipt(reply, n == 1 ? Receipt.Delivered : Receipt.Read), system);
        }

        var figures = Assert.Single(await shop.Get<SendingQueries>().LatelyAsync(shop.Organisation, CancellationToken.None));

        Assert.Equal((shop.Channel.Value, 4, 2, 1, 3), (figures.Channel, figures.Sent, figures.Arrived, figures.Failed, figures.Settled));
        Assert.InRange(figures.Latency!.Value, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(5));
        var hours = await shop.Get<SendingQueries>().ByHourAsync(shop.Organisation, CancellationToken.None);
        Assert.Equal((24, 2, 3), (hours.Count, hours.Sum(hour => hour.Arrived), hours.Sum(hour => hour.Settled)));
    }
}
