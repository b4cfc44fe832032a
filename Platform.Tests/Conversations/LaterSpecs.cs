using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>What is written now and sent later leaves at its time, or asks first.</summary>
public sealed class LaterSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Six = Noon.AddHours(6);
    private static readonly ContactId Salma = new(new Guid("0195556e-0000-7000-8000-000000000001"));
    private static readonly ChannelId Shop = new(new Guid("0195556e-0000-7000-8000-000000000002"));
    private static readonly MemberId Awa = new(new Guid("0195556e-0000-7000-8000-000000000003"));
    private static readonly MessageId Answer = new(new Guid("0195556e-0000-7000-8000-000000000006"));

    private readonly Spec<Conversation, ConversationCommand, ConversationEvent> spec = new();

    [Fact]
    public void It_leaves_at_its_time_and_once() => spec
        .Given(Wrote(1, Noon))
        .When(Later("Il est là", Six), Noon).Then(new ReplyScheduled(Answer, Said("Il est là"), Six, Awa, Shop))
        .When(new SendScheduled(Answer, Six), Six).Then(new ReplyQueued(Answer, Author.Member, Said("Il est là"), Shop, Awa))
        .When(new SendScheduled(Answer, Six), Six).ThenNothing();

    [Fact]
    public void A_time_that_was_changed_means_nothing_any_more() => spec
        .Given(Wrote(1, Noon))
        .When(Later("à 18 h", Six), Noon)
        .When(Later("à 20 h", Six.AddHours(2)), Noon).Then(new ReplyScheduled(Answer, Said("à 20 h"), Six.AddHours(2), Awa, Shop))
        .When(new SendScheduled(Answer, Six), Six).ThenNothing()
        .When(new SendScheduled(Answer, Six.AddHours(2)), Six.AddHours(2)).Then(new ReplyQueued(Answer, Author.Member, Said("à 20 h"), Shop, Awa));

    [Fact]
    public void When_the_customer_writes_first_it_waits_for_a_persons_word()
    {
        spec.Given(Wrote(1, Noon)).When(Later("Vous êtes là ?", Six), Noon);
        var heard = Wrote(2, Noon.AddHours(1));
        spec.When(new ReceiveMessage(heard.Message, heard.ProviderMessage, Salma, Shop, MessageKind.Text, heard.Text, heard.SentAt), Noon.AddHours(1))
            .Then(heard, new ReplyHeld(Answer))
            .When(new SendScheduled(Answer, Six), Six).ThenNothing()
            .When(new SendScheduled(Answer), Six).Then(new ReplyQueued(Answer, Author.Member, Said("Vous êtes là ?"), Shop, Awa));
    }

    [Fact]
    public void What_was_dropped_never_leaves() => spec
        .Given(Wrote(1, Noon))
        .When(Later("non", Six), Noon)
        .When(new DropScheduled(Answer, Awa), Noon).Then(new ReplyDropped(Answer, Awa))
        .When(new DropScheduled(Answer, Awa), Noon).ThenNothing()
        .When(new SendScheduled(Answer, Six), Six).ThenNothing();

    [Fact]
    public void Changed_words_may_leave_at_once_instead() => spec
        .Given(Wrote(1, Noon))
        .When(Later("demain", Six), Noon)
        .When(new QueueReply(Answer, Awa, Said("maintenant")), Noon).Then(new ConversationTakenOver(Awa), new ReplyQueued(Answer, Author.Member, Said("maintenant"), Shop, Awa))
        .When(new SendScheduled(Answer, Six), Six).ThenNothing();

    [Fact]
    public void It_is_a_promise_and_leaves_a_closed_conversation_too() => spec
        .Given(Wrote(1, Noon))
        .When(Later("à tout à l'heure", Six), Noon)
        .When(new CloseConversation(), Noon)
        .When(new SendScheduled(Answer, Six), Six).Then(new ReplyQueued(Answer, Author.Member, Said("à tout à l'heure"), Shop, Awa));

    [Fact]
    public void What_cannot_leave_a_closed_conversation_brings_it_back() => spec
        .Given(Wrote(1, Noon))
        .When(Later("à tout à l'heure", Six), Noon)
        .When(new CloseConversation(), Noon)
        .When(new SendScheduled(Answer, Six), Noon.AddHours(25)).Then(new ReplyHeld(Answer), new ConversationReopened());

    [Fact]
    public void Nothing_can_be_planned_for_the_past() => spec.Given(Wrote(1, Noon)).When(Later("trop tard", Noon.AddMinutes(-1)), Noon).ThenRefused("conversation.schedule_past");

    [Fact]
    public void Nothing_can_be_planned_for_when_the_window_will_have_closed() => spec.Given(Wrote(1, Noon)).When(Later("trop loin", Noon.AddHours(25)), Noon).ThenRefused("conversation.schedule_window");

    [Fact]
    public void A_file_goes_with_its_reply() => spec
        .Given(Wrote(1, Noon), new ConversationTakenOver(Awa))
        .When(new QueueReply(Answer, Awa, Said(""), File: new(MessageKind.Image, "image/png", 12, Said("photo.png"))), Noon)
        .Then(
            new ReplyQueued(Answer, Author.Member, Said(""), Shop, Awa, Kind: MessageKind.Image),
            new FileAttached(Answer, Shop, MessageKind.Image, new FileNote("", "image/png", Said("photo.png"))),
            new FileKept(Answer, "image/png", 12));

    private static ScheduleReply Later(string text, DateTimeOffset at) => new(Answer, Awa, Said(text), at);

    private static MessageReceived Wrote(int n, DateTimeOffset at) =>
        new(new MessageId(new Guid(n, 0, 0, new byte[8])), $"wamid.{n}", Salma, Shop, MessageKind.Text, Said("Bonjour"), at);

    private static Personal Said(string text) => new(Salma.Value, text);
}
