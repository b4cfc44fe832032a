using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>The seller's own phone, adverts, and what is said of messages afterwards.</summary>
public sealed class PhoneAppSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId Salma = new(new Guid("00000000-0000-0000-0000-0000000000a1"));
    private static readonly ChannelId Channel = new(new Guid("00000000-0000-0000-0000-0000000000c1"));
    private static readonly MessageId Answer = new(new Guid("00000000-0000-0000-0000-0000000000b1"));
    private static readonly MessageId OnPhone = new(new Guid("00000000-0000-0000-0000-0000000000b2"));
    private static readonly MemberId Awa = new(new Guid("00000000-0000-0000-0000-0000000000d1"));

    private readonly Spec<Conversation, ConversationCommand, ConversationEvent> spec = new();

    [Fact]
    public void Writing_on_the_phone_is_an_answer_and_takes_the_chat_over() => spec
        .Given(Heard(Noon))
        .When(Phone(), at: Noon)
        .Then(Sent(), new ConversationTakenOver(MemberId.PhoneApp));

    [Fact]
    public void A_person_who_has_the_chat_keeps_it() => spec
        .Given(Heard(Noon), new ConversationTakenOver(Awa))
        .When(Phone(), at: Noon)
        .Then(Sent());

    [Fact]
    public void What_the_assistant_has_not_sent_yet_never_leaves() => spec
        .Given(Heard(Noon), new ReplyQueued(Answer, Author.Assistant, Words("Oui"), Channel), Sent(), new ConversationTakenOver(MemberId.PhoneApp))
        .When(new StartSending(Answer), at: Noon)
        .Then(new ReplyWithdrawn(Answer));

    [Fact]
    public void What_the_assistant_is_still_thinking_is_refused() => spec
        .Given(Heard(Noon), Sent(), new ConversationTakenOver(MemberId.PhoneApp))
        .When(new TakeTurn(2, Answer, Words("Oui")), at: Noon)
        .ThenRefused("conversation.taken_over");

    [Fact]
    public void The_past_wakes_nobody()
    {
        var state = Conversation.Evolve(Conversation.Initial, new MessageRecalled(OnPhone, "wamid.old", Salma, true, Channel, MessageKind.Text, Words("Bonjour"), Noon.AddDays(-40)));
        Assert.True(state is { IsBegun: true, IsAssistantsTurn: false, WaitingSince: null, LastHeardAt: null });
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(25, false)]
    public void Without_an_advert_a_day_is_the_limit(int hours, bool open) => Assert.Equal(open, CanAnswer(Heard(Noon), hours));

    [Theory]
    [InlineData(71, true)]
    [InlineData(73, false)]
    public void After_an_advert_three_days_are(int hours, bool open) =>
        Assert.Equal(open, CanAnswer(Heard(Noon) with { Brought = new() { Advert = new("ad", "1", null, "Promo", null, null) } }, hours));

    [Fact]
    public void The_same_reaction_twice_is_one() => spec
        .Given(Heard(Noon), new MessageReacted("wamid.1", "wamid.2", Words("❤"), Noon))
        .When(new ReactToMessage("wamid.1", "wamid.2", Words("❤"), Noon), at: Noon)
        .Then();

    [Fact]
    public void A_reaction_that_comes_late_does_not_undo_a_newer_one() => spec
        .Given(Heard(Noon), new MessageReacted("wamid.1", "wamid.3", Words("👍"), Noon.AddSeconds(5)))
        .When(new ReactToMessage("wamid.1", "wamid.2", Words("❤"), Noon), at: Noon)
        .Then();

    private static bool CanAnswer(MessageReceived heard, int hoursLater) =>
        Conversation.Decide(Conversation.Evolve(Conversation.Initial, heard), new QueueReply(Answer, Awa, Words("Oui")), Noon.AddHours(hoursLater)).Refusal is null;

    private static MessageReceived Heard(DateTimeOffset at) => new(new MessageId(Guid.Empty), "wamid.1", Salma, Channel, MessageKind.Text, Words("Salam"), at);
    private static NotePhoneMessage Phone() => new(OnPhone, "wamid.phone", Salma, Channel, MessageKind.Text, Words("C'est moi"), Noon);
    private static SentByPhone Sent() => new(OnPhone, "wamid.phone", Salma, Channel, MessageKind.Text, Words("C'est moi"), Noon);
    private static Personal Words(string text) => new(Salma.Value, text);
}
