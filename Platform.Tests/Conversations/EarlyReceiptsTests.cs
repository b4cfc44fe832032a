using Npgsql;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Tests.Store;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Tests.Conversations;

public sealed class EarlyReceiptsTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);

    [Fact]
    public async Task Receipts_that_overtake_the_answer_are_applied_once_the_message_is_known()
    {
        var (person, message) = await OvertakenAsync("wamid.early");

        await ApplyAsync(person, message, "wamid.early");

        Assert.Equal(ReplyState.Read, await StateAsync(message));
        Assert.Equal("0", await LeftAsync("wamid.early"));
    }

    [Fact]
    public async Task Whoever_loses_the_right_to_apply_them_leaves_them_for_the_next()
    {
        var (person, message) = await OvertakenAsync("wamid.lost");

        Lease.Current = new Lease(Todo: 0, Token: 0, Attempt: 1);
        try
        {
            await Assert.ThrowsAsync<PostgresException>(() => ApplyAsync(person, message, "wamid.lost"));
        }
        finally
        {
            Lease.Current = null;
        }

        Assert.NotEqual("0", await LeftAsync("wamid.lost"));
        await ApplyAsync(person, message, "wamid.lost");
        Assert.Equal(ReplyState.Read, await StateAsync(message));
    }

    /// <summary>A reply whose receipts came in the wrong order, twice, and before anybody here knew the provider's id.</summary>
    private async Task<(ContactAddresses.Person Person, MessageId Message)> OvertakenAsync(string id)
    {
        var person = await shop.CustomerAsync($"+2126123456{id.Length}");
        await shop.HearAsync(person, "bonjour");
        var message = await shop.ReplyAsync(person, "Bonjour !");
        await AskAsync(person, new StartSending(message));
        foreach (var receipt in new[] { Receipt.Read, Receipt.Sent, Receipt.Delivered, Receipt.Read })
            await shop.Get<Receipts>().NoteAsync(shop.Organisation, shop.Channel, new InboundReceipt(null, "", id, receipt, Reference: null, Code: null), CancellationToken.None);
        Assert.Equal(ReplyState.Dispatched, await StateAsync(message));
        await AskAsync(person, new ConfirmReply(message, id));
        return (person, message);
    }

    private Task ApplyAsync(ContactAddresses.Person person, MessageId message, string id) => shop.Get<ApplyEarlyReceipts>().ReactAsync(
        new Recorded<ReplySent>(shop.Organisation, person.Conversation.Value, 0, DateTimeOffset.UtcNow, shop.Awa, new ReplySent(message, id)), CancellationToken.None);

    private Task<string> LeftAsync(string id) => database.TextAsync($"select count(*) from early_receipts where provider_message = '{id}'");

    public void Dispose() => shop.Dispose();

    private async Task AskAsync(ContactAddresses.Person person, ConversationCommand command) =>
        Assert.Null((await shop.Streams.HandleAsync(person.Conversation, command, Actor.System(shop.Organisation))).Refusal);

    private async Task<ReplyState?> StateAsync(MessageId message) => (await shop.Get<ThreadQueries>().FindAsync(shop.Organisation, message)).Row?.State;
}
