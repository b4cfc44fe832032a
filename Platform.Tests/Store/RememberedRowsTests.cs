using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Store;

/// <summary>A node that folded a busy chat's rows knows them, and never writes them over what came since.</summary>
public sealed class RememberedRowsTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);
    private readonly Shop elsewhere = new(database);

    [Fact]
    public async Task What_another_node_folded_meanwhile_stays()
    {
        var person = await shop.CustomerAsync("+212655100001");
        await shop.HearAsync(person, "Bonjour");
        var reply = await shop.ReplyAsync(person, "Oui");

        await elsewhere.Streams.HandleAsync(person.Conversation, new TagConversation("fidèle", By), shop.Awa);
        await elsewhere.Streams.HandleAsync(person.Conversation, new StartSending(reply), System);
        await shop.Streams.HandleAsync(person.Conversation, new NoteReceipt(reply, Receipt.Read, "wamid.remembered1"), System);

        var line = await LineAsync(person);
        Assert.Equal("fidèle", Assert.Single(line.Tags));
        Assert.Equal(ReplyState.Read, line.PreviewState);
        Assert.Equal((ReplyState.Read, "wamid.remembered1"), await StateAsync(person, reply));
    }

    [Fact]
    public async Task Rows_that_were_folded_again_on_another_node_are_read_again()
    {
        var person = await shop.CustomerAsync("+212655100002");
        await shop.HearAsync(person, "mots-effacés");
        var reply = await shop.ReplyAsync(person, "mots-effacés aussi");

        await elsewhere.Get<Keyring>().DestroyAsync(shop.Organisation, person.Contact.Value, CancellationToken.None);
        await elsewhere.Get<Refolding<ConversationEvent>>().RunAsync(shop.Organisation, person.Conversation.Value, CancellationToken.None);
        await shop.Streams.HandleAsync(person.Conversation, new StartSending(reply), System);
        await shop.Streams.HandleAsync(person.Conversation, new NoteReceipt(reply, Receipt.Delivered), System);

        Assert.Equal("", await database.WhereAsync("mots-effacés"));
        Assert.Equal(ReplyState.Delivered, (await StateAsync(person, reply)).State);
    }

    [Fact]
    public async Task A_long_busy_chat_has_the_rows_that_folding_it_afresh_gives()
    {
        var person = await shop.CustomerAsync("+212655100003");
        MessageId? first = null;
        foreach (var n in Enumerable.Range(1, 12))
        {
            await shop.HearAsync(person, $"Question {n}");
            var reply = await shop.ReplyAsync(person, $"Réponse {n}");
            first ??= reply;
            await shop.Streams.HandleAsync(person.Conversation, new StartSending(reply), System);
            await shop.Streams.HandleAsync(person.Conversation, new ConfirmReply(reply, $"wamid.long{n}"), System);
        }

        await shop.Streams.HandleAsync(person.Conversation, new NoteReceipt(first!.Value, Receipt.Read), System);

        var before = await RowsAsync(person);
        await shop.Get<Refolding<ConversationEvent>>().RunAsync(shop.Organisation, person.Conversation.Value, CancellationToken.None);
        Assert.Equal(before, await RowsAsync(person));
    }

    [Fact]
    public async Task A_command_that_changes_nothing_here_is_decided_anew_where_another_node_moved_on()
    {
        var person = await shop.CustomerAsync("+212655100004");
        await shop.HearAsync(person, "Bonjour");
        await shop.Streams.HandleAsync(person.Conversation, new TakeOver(By), shop.Awa);
        await elsewhere.Streams.HandleAsync(person.Conversation, new HandBack(By), shop.Awa);

        var again = await shop.Streams.HandleAsync(person.Conversation, new TakeOver(By), shop.Awa);

        Assert.IsType<ConversationTakenOver>(Assert.Single(again.Facts));
    }

    [Fact]
    public async Task What_begins_with_a_fact_is_not_looked_for_before()
    {
        var person = await shop.CustomerAsync("+212655100005");
        var rows = FoldedRows.After(before: null, DateTimeOffset.UtcNow, []);
        await using var batch = database.Databases.App.BatchFor(shop.Organisation);

        bool Asks(ConversationEvent fact) =>
            new ThreadProjection().Begin().AddSelect(batch, [new(shop.Organisation, person.Conversation.Value, 7, DateTimeOffset.UtcNow, System, fact)], rows);

        Assert.False(Asks(new MessageReceived(new(Guid.CreateVersion7()), "wamid.begins", person.Contact, shop.Channel, MessageKind.Text, Words(person, "Bonjour"), DateTimeOffset.UtcNow, null)));
        Assert.False(Asks(new ConversationClosed()));
        Assert.True(Asks(new ReplyDispatched(new(Guid.CreateVersion7()))));
    }

    [Fact]
    public async Task An_id_that_is_taken_after_all_leaves_what_stands_there()
    {
        var person = await shop.CustomerAsync("+212655100006");
        await shop.HearAsync(person, "Bonjour");
        var reply = await shop.ReplyAsync(person, "Oui");

        await shop.Streams.HandleAsync(
            person.Conversation,
            new ReceiveMessage(reply, "wamid.taken", person.Contact, shop.Channel, MessageKind.Text, Words(person, "Encore"), DateTimeOffset.UtcNow, null),
            Actor.Customer(shop.Organisation));

        Assert.Equal((ReplyState.Queued, null), await StateAsync(person, reply));
    }

    private MemberId By => new(shop.Awa.Id!.Value);

    private Actor System => Actor.System(shop.Organisation);

    private static Personal Words(ContactAddresses.Person person, string text) => new(person.Contact.Value, text);

    private async Task<InboxRow> LineAsync(ContactAddresses.Person person) => (await shop.Get<InboxQueries>().FindAsync(shop.Organisation, person.Conversation))!;

    private async Task<(ReplyState? State, string? Provider)> StateAsync(ContactAddresses.Person person, MessageId reply)
    {
        var row = (await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, person.Conversation)).Single(row => row.Message == reply.Value);
        return (row.State, row.ProviderMessage);
    }

    private Task<string> RowsAsync(ContactAddresses.Person person) => database.TextAsync($"""
        select md5((select i::text from inbox i where conversation = '{person.Conversation.Value}')
                   || (select string_agg(t::text, '|' order by message) from thread t where conversation = '{person.Conversation.Value}'))
        """);

    public void Dispose()
    {
        shop.Dispose();
        elsewhere.Dispose();
    }
}
