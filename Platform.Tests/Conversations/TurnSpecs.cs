using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>When the assistant may speak.</summary>
public sealed class TurnSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId Salma = new(Guid.CreateVersion7());
    private static readonly ChannelId Channel = new(Guid.CreateVersion7());
    private static readonly MemberId Awa = new(Guid.CreateVersion7());
    private static readonly MessageId Answer = new(Guid.CreateVersion7());

    private readonly Spec<Conversation, ConversationCommand, ConversationEvent> spec = new();

    [Fact]
    public void It_answers_what_it_has_seen() => spec
        .Given(Heard())
        .When(Turn(upTo: 1), Noon)
        .Then(new TurnTaken(1), Said(Answer));

    [Fact]
    public void What_was_answered_is_not_answered_again() => spec
        .Given(Heard(), new TurnTaken(1), Said(Answer))
        .When(Turn(upTo: 1), Noon)
        .ThenNothing();

    [Fact]
    public void An_answer_to_words_that_are_no_longer_the_last_is_dropped() => spec
        .Given(Heard(), Heard())
        .When(Turn(upTo: 1), Noon)
        .ThenRefused("conversation.moved_on");

    [Fact]
    public void It_does_not_speak_once_a_person_has_the_chat() => spec
        .Given(Heard(), new ConversationTakenOver(Awa))
        .When(Turn(upTo: 1), Noon)
        .ThenRefused("conversation.taken_over");

    [Fact]
    public void What_it_had_queued_is_withdrawn_when_a_person_takes_over() => spec
        .Given(Heard(), new TurnTaken(1), Said(Answer), new ConversationTakenOver(Awa))
        .When(new StartSending(Answer), Noon)
        .Then(new ReplyWithdrawn(Answer));

    [Fact]
    public void A_persons_own_reply_goes_out_under_their_hand()
    {
        var reply = new MessageId(Guid.CreateVersion7());
        spec.Given(Heard(), new ConversationTakenOver(Awa), new ReplyQueued(reply, Author.Member, Words("Oui"), Channel, Awa))
            .When(new StartSending(reply), Noon)
            .Then(new ReplyDispatched(reply));
    }

    [Fact]
    public void What_a_person_answered_waits_for_nobody() =>
        Assert.False(spec.Given(Heard(), new ReplyQueued(Answer, Author.Member, Words("Oui"), Channel, Awa), new ConversationHandedBack(Awa)).State.IsAssistantsTurn);

    [Fact]
    public void Who_waits_when_the_chat_is_handed_back_is_the_assistants() =>
        Assert.True(spec.Given(Heard(), new ConversationTakenOver(Awa), new ConversationHandedBack(Awa)).State.IsAssistantsTurn);

    [Fact]
    public void It_tells_the_customer_and_asks_for_a_person_in_one_breath()
    {
        var summary = Words("A reçu un 41 au lieu du 42");
        spec.Given(Heard())
            .When(Turn(upTo: 1) with { Escalation = new Escalation("complaint", summary) }, Noon)
            .Then(new TurnTaken(1), Said(Answer), new ConversationEscalated("complaint", summary));
    }

    [Fact]
    public void Whoever_asked_for_a_person_is_left_to_one() =>
        Assert.False(spec.Given(Heard(), new TurnTaken(1), new ConversationEscalated("person", Words("")), Heard()).State.IsAssistantsTurn);

    [Fact]
    public void A_person_who_takes_over_settles_the_call() =>
        Assert.Null(spec.Given(Heard(), new ConversationEscalated("person", Words("")), new ConversationTakenOver(Awa)).State.Escalated);

    [Fact]
    public void Nothing_is_said_when_the_window_has_closed_meanwhile() => spec
        .Given(Heard())
        .When(Turn(upTo: 1), Noon.AddHours(25))
        .Then(new TurnTaken(1));

    [Fact]
    public void The_same_order_is_noted_once()
    {
        var order = Guid.CreateVersion7();
        spec.Given(Heard(), new OrderTaken(order, "CMD-1001", new Money(94900, Currency.MAD)))
            .When(new NoteOrder(order, "CMD-1001", new Money(94900, Currency.MAD)), Noon)
            .ThenNothing();
    }

    private static TakeTurn Turn(int upTo) => new(upTo, Answer, Words("Oui, en 42."));
    private static Personal Words(string text) => new(Salma.Value, text);
    private static ReplyQueued Said(MessageId message) => new(message, Author.Assistant, Words("Oui, en 42."), Channel);
    private static MessageReceived Heard() =>
        new(new MessageId(Guid.CreateVersion7()), $"wamid.{Guid.CreateVersion7():N}", Salma, Channel, MessageKind.Text, Words("Vous avez la Samba ?"), Noon);
}
