using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>One question when the talk is over; the answer asks for nothing.</summary>
public sealed class SatisfactionSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId Salma = new(new Guid("0195556e-0000-7000-8000-000000000001"));
    private static readonly ChannelId Shop = new(new Guid("0195556e-0000-7000-8000-000000000002"));
    private static readonly MemberId Awa = new(new Guid("0195556e-0000-7000-8000-000000000003"));
    private static readonly MessageId Question = new(new Guid("0195556e-0000-7000-8000-000000000006"));

    private readonly Spec<Conversation, ConversationCommand, ConversationEvent> spec = new();

    [Fact]
    public void A_closed_talk_is_asked_about_once_a_week_at_most() => spec
        .Given(Wrote("Bonjour", Noon), new ConversationClosed())
        .When(Ask(), Noon.AddHours(1))
        .Then(new SatisfactionAsked(Question, Noon.AddHours(1)), new ReplyQueued(Question, Author.Member, Said("Alors ?"), Shop, Awa, new Brought { Offers = Satisfaction.Choices }))
        .Given(Wrote("encore moi", Noon.AddDays(6)), new ConversationClosed())
        .When(Ask(), Noon.AddDays(6)).ThenNothing()
        .Given(Wrote("et encore", Noon.AddDays(8)))
        .When(Ask(), Noon.AddDays(8)).ThenNothing();

    [Fact]
    public void Whoever_wants_no_messages_is_not_asked() => spec
        .Given(Wrote("stop", Noon), new MessagesStopped(default), new ConversationClosed())
        .When(Ask(), Noon).ThenNothing();

    [Fact]
    public void Nor_is_anybody_after_the_window_has_closed() => spec
        .Given(Wrote("Bonjour", Noon), new ConversationClosed())
        .When(Ask(), Noon.AddHours(25)).ThenNothing();

    [Theory]
    [InlineData("note-4", "4 ★★★★")]
    [InlineData("4 ★★★★", "4 ★★★★")]
    public void The_answer_is_a_score_and_the_conversation_stays_closed(string id, string title)
    {
        var answer = Wrote(title, Noon.AddHours(2), new Brought { Pressed = new(id, title) });
        spec.Given(Wrote("Bonjour", Noon), new ConversationClosed(), new SatisfactionAsked(Question, Noon))
            .When(Receive(answer), Noon.AddHours(2))
            .Then(answer, new SatisfactionRated(answer.Message, 4, StaysClosed: true));
        Assert.True(spec.State is { IsClosed: true, IsAssistantsTurn: false, WaitingSince: null });
    }

    [Fact]
    public void A_button_of_something_else_is_a_message_like_any_other()
    {
        var answer = Wrote("Oui", Noon.AddHours(2), new Brought { Pressed = new("yes", "Oui") });
        spec.Given(Wrote("Bonjour", Noon), new ConversationClosed(), new SatisfactionAsked(Question, Noon)).When(Receive(answer), Noon.AddHours(2)).Then(answer);
        Assert.False(spec.State.IsClosed);
    }

    private static AskSatisfaction Ask() => new(Question, Said("Alors ?"), Awa);
    private static ReceiveMessage Receive(MessageReceived e) => new(e.Message, e.ProviderMessage, e.From, e.Channel, e.Kind, e.Text, e.SentAt, Brought: e.Brought);

    private static MessageReceived Wrote(string text, DateTimeOffset at, Brought? brought = null) =>
        new(new MessageId(new Guid(text.Length, 0, 0, new byte[8])), $"wamid.{text}", Salma, Shop, MessageKind.Text, Said(text), at, Brought: brought);

    private static Personal Said(string text) => new(Salma.Value, text);
}
