using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Contacts;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Web.Demo;

/// <summary>One customer's chat in days gone by, a little later with every line.</summary>
internal sealed class PastChat(Past past, ContactAddresses.Person person, string name, string phone)
{
    private static readonly Actor Assistant = new(DemoPeople.AtlasSneakers, ActorKind.Assistant), System = Actor.System(DemoPeople.AtlasSneakers);
    private int heard;

    public Streams Streams => past.Streams;
    public ContactAddresses.Person Person => person;
    public string Name => name;
    public string Phone => phone;
    public DateTimeOffset Now => past.GetUtcNow();

    public Personal Said(string text) => new(person.Contact.Value, text);

    public async Task HearAsync(string text, CancellationToken ct, Brought? with = null)
    {
        past.Pass(TimeSpan.FromSeconds(40 + (text.Length * 3)));
        heard++;
        await Streams.HandleAsync(person.Conversation, new ReceiveMessage(
            new MessageId(Guid.CreateVersion7(Now)), $"wamid.past.{phone[1..]}.{heard}", person.Contact, DemoShop.Channel, with?.Pressed is null ? MessageKind.Text : MessageKind.Button,
            Said(text), Now, Said(name), Said(phone), with), Actor.Customer(DemoPeople.AtlasSneakers), ct);
    }

    public async Task<MessageId> AnswerAsync(string text, Escalation? escalation, CancellationToken ct)
    {
        past.Pass(TimeSpan.FromSeconds(3));
        var reply = new MessageId(Guid.CreateVersion7(Now));
        await Streams.HandleAsync(person.Conversation, new TakeTurn(heard, reply, Said(text), Escalation: escalation), Assistant, ct);
        await ArriveAsync(reply, ct);
        return reply;
    }

    public async Task SayAsync(Actor by, string text, CancellationToken ct)
    {
        var reply = new MessageId(Guid.CreateVersion7(Now));
        await Streams.HandleAsync(person.Conversation, new ReadConversation(), by, ct);
        await Streams.HandleAsync(person.Conversation, new QueueReply(reply, new MemberId(by.Id ?? Guid.Empty), Said(text)), by, ct);
        await ArriveAsync(reply, ct);
    }

    /// <param name="score">What the customer thought of it; null for who does not say.</param>
    public async Task CloseAsync(int? score, CancellationToken ct)
    {
        await Streams.HandleAsync(person.Conversation, new CloseConversation(), System, ct);
        if (score is not { } stars) return;

        var question = new MessageId(Guid.CreateVersion7(Now));
        await Streams.HandleAsync(person.Conversation, new AskSatisfaction(question, Said("Comment s'est passé notre échange ?"), By: null), System, ct);
        await ArriveAsync(question, ct);
        var choice = Satisfaction.Choices[Satisfaction.Best - stars];
        await HearAsync(choice.Title, ct, new() { Pressed = choice });
    }

    private async Task ArriveAsync(MessageId reply, CancellationToken ct)
    {
        await Streams.HandleAsync(person.Conversation, new StartSending(reply), System, ct);
        await Streams.HandleAsync(person.Conversation, new ConfirmReply(reply, $"wamid.past.{reply.Value:N}"), System, ct);
        await Streams.HandleAsync(person.Conversation, new NoteReceipt(reply, Receipt.Read), System, ct);
    }
}
