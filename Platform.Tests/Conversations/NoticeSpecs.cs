using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>What the shop itself tells: it answers nobody, takes nothing over, and is told once.</summary>
public sealed class NoticeSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId Salma = new(new Guid("0195556e-0000-7000-8000-000000000001"));
    private static readonly ChannelId Shop = new(new Guid("0195556e-0000-7000-8000-000000000002"));
    private static readonly MemberId Awa = new(new Guid("0195556e-0000-7000-8000-000000000003"));
    private static readonly MessageId OnItsWay = new(new Guid("0195556e-0000-7000-8000-000000000006"));

    private readonly Spec<Conversation, ConversationCommand, ConversationEvent> spec = new();

    [Fact]
    public void It_is_told_once() => Asked().When(Notice(), Noon).When(Notice(), Noon).ThenNothing();

    [Fact]
    public void Whoever_waits_for_an_answer_still_does()
    {
        Asked().When(Notice(), Noon);
        Assert.Equal(Noon, spec.State.WaitingSince);
        Assert.True(spec.State.HasUnread);
    }

    [Fact]
    public void A_person_keeps_the_chat_they_handle()
    {
        Asked().When(new TakeOver(Awa), Noon).When(Notice(), Noon);
        Assert.Equal(Awa, spec.State.Handler);
        spec.When(new StartSending(OnItsWay), Noon).Then(new ReplyDispatched(OnItsWay));
    }

    [Fact]
    public void After_a_day_only_an_approved_text_gets_through()
    {
        Asked().When(Notice(), Noon.AddDays(2)).ThenRefused("conversation.window_closed");
        spec.When(Notice() with { Brought = new Brought { Template = new("order_on_its_way", "fr", []) } }, Noon.AddDays(2));
        Assert.Equal(ReplyState.Queued, spec.State.Replies[OnItsWay]);
    }

    [Fact]
    public void Who_asked_for_silence_gets_none() => Asked().When(new StopMessages(), Noon).When(Notice(), Noon).ThenRefused("conversation.stopped");

    [Fact]
    public void A_file_needs_no_words()
    {
        Asked().When(Notice() with { Text = new(Salma.Value, "") }, Noon).ThenRefused("conversation.empty");
        spec.When(Notice() with { Text = new(Salma.Value, ""), File = new(MessageKind.Document, "application/pdf", 10, new(Salma.Value, "facture.pdf")) }, Noon);
        Assert.Equal(ReplyState.Queued, spec.State.Replies[OnItsWay]);
    }

    private Spec<Conversation, ConversationCommand, ConversationEvent> Asked() => spec.When(
        new ReceiveMessage(new(Guid.CreateVersion7()), "wamid.1", Salma, Shop, MessageKind.Text, new(Salma.Value, "Où est ma commande ?"), Noon), Noon);

    private static SendNotice Notice() => new(OnItsWay, Salma, Shop, new(Salma.Value, "Votre commande est en route."));
}
