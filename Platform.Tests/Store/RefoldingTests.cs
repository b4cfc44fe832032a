using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Tests.Store;

public sealed class RefoldingTests(Database database) : IClassFixture<Database>, IDisposable
{
    private const string Rows = "select md5(coalesce((select string_agg(i::text, '|' order by conversation) from inbox i), '') || coalesce((select string_agg(t::text, '|' order by message) from thread t), ''))";

    private readonly Shop shop = new(database);

    [Fact]
    public async Task Folding_every_fact_again_gives_the_same_rows_even_after_they_were_damaged()
    {
        foreach (var n in Enumerable.Range(1, 5))
        {
            var person = await shop.CustomerAsync($"+21265500000{n}");
            await shop.HearAsync(person, $"Bonjour {n}", name: $"Client {n}");
            var reply = await shop.ReplyAsync(person, "Oui");
            await shop.Streams.HandleAsync(person.Conversation, new StartSending(reply), Domain.EventSourcing.Actor.System(shop.Organisation));
            await shop.Streams.HandleAsync(person.Conversation, new NoteReceipt(reply, Receipt.Read, $"wamid.r{n}"), Domain.EventSourcing.Actor.System(shop.Organisation));
            if (n % 2 == 0) await shop.Streams.HandleAsync(person.Conversation, new CloseConversation(), shop.Awa);
        }

        var before = await database.TextAsync(Rows);
        await database.ExecuteAsync("update inbox set preview = 'abîmé', unread = 99; delete from thread where text = 'Oui'");
        Assert.NotEqual(before, await database.TextAsync(Rows));

        Assert.Equal(5, await shop.Get<Refolding<ConversationEvent>>().RunAllAsync("conversation", CancellationToken.None));

        Assert.Equal(before, await database.TextAsync(Rows));
    }

    public void Dispose() => shop.Dispose();
}
