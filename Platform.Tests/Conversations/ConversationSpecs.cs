using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Tests.Conversations;

public sealed class ConversationSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId Salma = new(new Guid("0195556e-0000-7000-8000-000000000001"));
    private static readonly ChannelId Shop = new(new Guid("0195556e-0000-7000-8000-000000000002"));
    private static readonly MemberId Awa = new(new Guid("0195556e-0000-7000-8000-000000000003"));
    private static readonly MemberId Karim = new(new Guid("0195556e-0000-7000-8000-000000000004"));
    private static readonly MessageId Question = new(new Guid("0195556e-0000-7000-8000-000000000005"));
    private static readonly MessageId Answer = new(new Guid("0195556e-0000-7000-8000-000000000006"));

    private readonly Spec<Conversation, ConversationCommand, ConversationEvent> spec = new();

    [Fact]
    public void A_customers_message_is_recorded_as_it_came() => spec
        .When(new ReceiveMessage(Question, "wamid.1", Salma, Shop, MessageKind.Text, Said("Bonjour"), Noon, Said("Salma"), Said("+212612345678")), Noon)
        .Then(new MessageReceived(Question, "wamid.1", Salma, Shop, MessageKind.Text, Said("Bonjour"), Noon, Said("Salma"), Said("+212612345678")));

    [Fact]
    public void A_closed_conversation_opens_again_when_the_customer_writes()
    {
        spec.Given(CustomerWroteAt(Noon), new ConversationClosed(), CustomerWroteAt(Noon.AddHours(1)));

        Assert.False(spec.State.IsClosed);
    }

    [Fact]
    public void A_late_message_does_not_turn_the_clock_back()
    {
        spec.Given(CustomerWroteAt(Noon), CustomerWroteAt(Noon.AddHours(-3)));

        Assert.Equal(Noon, spec.State.LastHeardAt);
    }

    [Fact]
    public void Nothing_can_be_done_in_a_conversation_that_never_began() =>
        spec.When(new CloseConversation(), Noon).ThenRefused("conversation.unknown");

    [Fact]
    public void Reading_twice_is_reading_once() => spec
        .Given(CustomerWroteAt(Noon))
        .When(new ReadConversation(), Noon).Then(new ConversationRead())
        .When(new ReadConversation(), Noon).ThenNothing();

    [Fact]
    public void A_person_who_writes_takes_the_conversation_over() => spec
        .Given(CustomerWroteAt(Noon))
        .When(Reply(Awa), Noon)
        .Then(new ConversationTakenOver(Awa), new ReplyQueued(Answer, Author.Member, Said("Oui"), Shop, Awa));

    [Fact]
    public void A_colleague_may_help_without_taking_over() => spec
        .Given(CustomerWroteAt(Noon), new ConversationTakenOver(Karim))
        .When(Reply(Awa), Noon)
        .Then(new ReplyQueued(Answer, Author.Member, Said("Oui"), Shop, Awa));

    [Fact]
    public void The_assistant_answers_while_nobody_has_taken_over() => spec
        .Given(CustomerWroteAt(Noon))
        .When(Reply(by: null), Noon)
        .Then(new ReplyQueued(Answer, Author.Assistant, Said("Oui"), Shop));

    [Fact]
    public void The_assistant_is_silent_once_a_person_has_taken_over() => spec
        .Given(CustomerWroteAt(Noon), new ConversationTakenOver(Awa))
        .When(Reply(by: null), Noon)
        .ThenRefused("conversation.taken_over");

    [Fact]
    public void The_assistant_may_speak_again_once_the_conversation_is_handed_back() => spec
        .Given(CustomerWroteAt(Noon), new ConversationTakenOver(Awa), new ConversationHandedBack(Awa))
        .When(Reply(by: null), Noon)
        .Then(new ReplyQueued(Answer, Author.Assistant, Said("Oui"), Shop));

    [Fact]
    public void The_same_reply_asked_twice_is_queued_once() => spec
        .Given(CustomerWroteAt(Noon))
        .When(Reply(Awa), Noon)
        .When(Reply(Awa), Noon).ThenNothing();

    [Theory]
    [InlineData(0, "conversation.empty")]
    [InlineData(Conversation.LongestText + 1, "conversation.too_long")]
    public void A_reply_has_a_length_the_provider_takes(int length, string refusal) => spec
        .Given(CustomerWroteAt(Noon))
        .When(new QueueReply(Answer, Awa, Said(new string('a', length))), Noon)
        .ThenRefused(refusal);

    [Fact]
    public void The_longest_text_still_goes() => spec
        .Given(CustomerWroteAt(Noon), new ConversationTakenOver(Awa))
        .When(new QueueReply(Answer, Awa, Said(new string('a', Conversation.LongestText))), Noon)
        .Then(new ReplyQueued(Answer, Author.Member, Said(new string('a', Conversation.LongestText)), Shop, Awa));

    [Fact]
    public void A_closed_conversation_takes_no_reply() => spec
        .Given(CustomerWroteAt(Noon), new ConversationClosed())
        .When(Reply(Awa), Noon)
        .ThenRefused("conversation.closed");

    [Fact]
    public void The_window_is_open_to_the_last_second_of_the_day() => spec
        .Given(CustomerWroteAt(Noon), new ConversationTakenOver(Awa))
        .When(Reply(Awa), Noon.AddDays(1).AddSeconds(-1))
        .Then(new ReplyQueued(Answer, Author.Member, Said("Oui"), Shop, Awa));

    [Fact]
    public void The_window_closes_a_day_after_the_customers_last_word() => spec
        .Given(CustomerWroteAt(Noon), new ConversationTakenOver(Awa))
        .When(Reply(Awa), Noon.AddDays(1))
        .ThenRefused("conversation.window_closed");

    [Fact]
    public void Taking_over_is_won_by_the_last_who_asks_and_never_twice_by_one() => spec
        .Given(CustomerWroteAt(Noon))
        .When(new TakeOver(Awa), Noon).Then(new ConversationTakenOver(Awa))
        .When(new TakeOver(Awa), Noon).ThenNothing()
        .When(new TakeOver(Karim), Noon).Then(new ConversationTakenOver(Karim));

    [Fact]
    public void Only_what_was_taken_over_can_be_handed_back() => spec
        .Given(CustomerWroteAt(Noon))
        .When(new HandBack(Awa), Noon).ThenNothing()
        .When(new TakeOver(Awa), Noon)
        .When(new HandBack(Awa), Noon).Then(new ConversationHandedBack(Awa));

    [Fact]
    public void Closing_and_reopening_each_happen_once() => spec
        .Given(CustomerWroteAt(Noon))
        .When(new ReopenConversation(), Noon).ThenNothing()
        .When(new CloseConversation(), Noon).Then(new ConversationClosed())
        .When(new CloseConversation(), Noon).ThenNothing()
        .When(new ReopenConversation(), Noon).Then(new ConversationReopened());

    private static MessageReceived CustomerWroteAt(DateTimeOffset at) =>
        new(Question, "wamid.1", Salma, Shop, MessageKind.Text, Said("Vous avez la Samba en 44 ?"), at);

    private static QueueReply Reply(MemberId? by) => new(Answer, by, Said("Oui"));
    private static Personal Said(string text) => new(Salma.Value, text);
}
