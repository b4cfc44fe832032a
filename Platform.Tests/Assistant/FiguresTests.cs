using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Common;
using Platform.Web.Assistant;
using Platform.Web.Conversations;
using TestShop = Platform.Tests.Store.Shop;

namespace Platform.Tests.Assistant;

public sealed class FiguresTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly TestShop shop = new(database);

    public void Dispose() => shop.Dispose();

    [Fact]
    public async Task Chats_are_counted_by_who_answered_and_how_they_ended()
    {
        var assistant = new Actor(shop.Organisation, ActorKind.Assistant);
        var (alone, helped, left) = (await shop.CustomerAsync("+212699000701"), await shop.CustomerAsync("+212699000702"), await shop.CustomerAsync("+212699000703"));
        foreach (var person in new[] { alone, helped, left }) await shop.HearAsync(person, "Bonjour");
        foreach (var person in new[] { alone, helped })
            await shop.Streams.HandleAsync(person.Conversation, new TakeTurn(1, new(Guid.CreateVersion7()), new(person.Contact.Value, "Oui ?")), assistant);
        await shop.Streams.HandleAsync(alone.Conversation, new NoteOrder(Guid.CreateVersion7(), "CMD-1", new Money(100, Currency.MAD)), Actor.System(shop.Organisation));
        await shop.HearAsync(helped, "un humain svp");
        await shop.Streams.HandleAsync(
            helped.Conversation, new TakeTurn(2, new(Guid.CreateVersion7()), new(helped.Contact.Value, "D'accord"), Escalation: new("person", new(helped.Contact.Value, ""))), assistant);
        await shop.ReplyAsync(helped, "Je suis là");

        var tally = await new ChatTallies(database.Dbs).CountAsync(shop.Organisation, DateTimeOffset.UtcNow.AddDays(-7));

        Assert.Equal((3, 2, 1), (tally.Chats, tally.ByAssistant, tally.Resolved));
        Assert.Equal((3, 1, 1), (tally.AssistantReplies, tally.PeoplesReplies, tally.Orders));
        Assert.Equal(1, Assert.Single(tally.Escalations, pair => pair.Key == "person").Value);
    }

    [Fact]
    public async Task Models_are_counted_with_their_tokens_and_their_cost()
    {
        var records = new TurnRecords(database.Dbs, database.Databases);
        foreach (var (model, cost) in new[] { ("gemini", 120L), ("gemini", 80L), ("offline", 0L) })
            await records.AddAsync(new(shop.Organisation.Value, Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow, TurnOutcome.Answered, model, "", 100, 20, cost, 500, 0, null, null), CancellationToken.None);

        var used = await records.UsedAsync(shop.Organisation, DateTimeOffset.UtcNow.AddDays(-1));

        Assert.Equal(new ModelUse("gemini", 2, 500, 200, 40, 200), used.Single(model => model.Model == "gemini"));
        Assert.Empty(await records.UsedAsync(shop.Organisation, DateTimeOffset.UtcNow.AddDays(1)));
    }
}
