using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Tests.Store;
using Platform.Web.Conversations;

namespace Platform.Tests.Conversations;

public sealed class EarlyReceiptsTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);

    [Fact]
    public async Task Receipts_that_overtake_the_answer_are_applied_once_the_message_is_known()
    {
        var person = await shop.CustomerAsync("+212612345650");
        await shop.HearAsync(person, "bonjour");
        var message = await shop.ReplyAsync(person, "Bonjour !");
        await AskAsync(person, new StartSending(message));

        // In the wrong order, twice, and before anybody here knows the id.
        foreach (var receipt in new[] { Receipt.Read, Receipt.Sent, Receipt.Delivered, Receipt.Read })
            await shop.Get<Receipts>().NoteAsync(shop.Organisation, shop.Channel, new InboundReceipt(null, "", "wamid.early", receipt, Reference: null, Code: null), CancellationToken.None);
        Assert.Equal(ReplyState.Dispatched, await StateAsync(message));

        await AskAsync(person, new ConfirmReply(message, "wamid.early"));
        await shop.Get<ApplyEarlyReceipts>().ReactAsync(
            new Recorded<ReplySent>(shop.Organisation, person.Conversation.Value, 0, DateTimeOffset.UtcNow, shop.Awa, new ReplySent(message, "wamid.early")), CancellationToken.None);

        Assert.Equal(ReplyState.Read, await StateAsync(message));
        Assert.Equal("0", await database.TextAsync("select count(*) from early_receipts"));
    }

    public void Dispose() => shop.Dispose();

    private async Task AskAsync(Web.Contacts.ContactAddresses.Person person, ConversationCommand command) =>
        Assert.Null((await shop.Streams.HandleAsync(person.Conversation, command, Actor.System(shop.Organisation))).Refusal);

    private async Task<ReplyState?> StateAsync(MessageId message) => (await shop.Get<ThreadQueries>().FindAsync(shop.Organisation, message)).Row?.State;
}
