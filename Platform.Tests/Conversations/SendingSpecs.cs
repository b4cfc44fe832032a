using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>What becomes of a reply between our queue and the customer's eyes.</summary>
public sealed class SendingSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId Salma = new(new Guid("0195556e-0000-7000-8000-000000000001"));
    private static readonly ChannelId Shop = new(new Guid("0195556e-0000-7000-8000-000000000002"));
    private static readonly MemberId Awa = new(new Guid("0195556e-0000-7000-8000-000000000003"));
    private static readonly MessageId Answer = new(new Guid("0195556e-0000-7000-8000-000000000006"));

    private readonly Spec<Conversation, ConversationCommand, ConversationEvent> spec = new();

    [Fact]
    public void Sending_starts_once() => Queued()
        .When(new StartSending(Answer), Noon).Then(new ReplyDispatched(Answer))
        .When(new StartSending(Answer), Noon).ThenNothing();

    [Fact]
    public void The_providers_answer_is_recorded_once() => Dispatched()
        .When(new ConfirmReply(Answer, "wamid.9"), Noon).Then(new ReplySent(Answer, "wamid.9"))
        .When(new ConfirmReply(Answer, "wamid.9"), Noon).ThenNothing();

    [Fact]
    public void A_call_that_broke_off_leaves_a_doubt_and_is_never_sent_blindly_again() => Dispatched()
        .When(new DoubtReply(Answer), Noon).Then(new ReplyDoubted(Answer))
        .When(new StartSending(Answer), Noon).ThenNothing()
        .When(new RequeueReply(Answer), Noon).ThenNothing();

    [Fact]
    public void A_doubt_is_settled_by_the_provider() => Dispatched()
        .Given(new ReplyDoubted(Answer))
        .When(new ConfirmReply(Answer, "wamid.9"), Noon).Then(new ReplySent(Answer, "wamid.9"));

    [Fact]
    public void What_the_provider_certainly_does_not_have_goes_back_to_waiting() => Dispatched()
        .When(new RequeueReply(Answer), Noon).Then(new ReplyRequeued(Answer))
        .When(new StartSending(Answer), Noon).Then(new ReplyDispatched(Answer));

    [Fact]
    public void A_failure_is_recorded_once_and_never_after_arrival()
    {
        Dispatched()
            .When(new FailReply(Answer, "131047"), Noon).Then(new ReplyFailed(Answer, "131047"))
            .When(new FailReply(Answer, "131047"), Noon).ThenNothing();

        Dispatched().Given(new ReplyDelivered(Answer)).When(new FailReply(Answer, "131047"), Noon).ThenNothing();
    }

    [Fact]
    public void A_failed_reply_is_sent_again_when_a_person_asks_and_the_window_is_open()
    {
        Dispatched().Given(new ReplyFailed(Answer, "131047")).When(new RetryReply(Answer, Awa), Noon).Then(new ReplyRetried(Answer, Awa));
        Dispatched().Given(new ReplyFailed(Answer, "131047")).When(new RetryReply(Answer, Awa), Noon.AddDays(1)).ThenRefused("conversation.window_closed");
        Dispatched().When(new RetryReply(Answer, Awa), Noon).ThenNothing();
    }

    [Fact]
    public void A_receipt_for_an_unknown_reply_says_nothing() =>
        Queued().When(new NoteReceipt(new MessageId(Guid.Empty), Receipt.Read), Noon).ThenNothing();

    [Fact]
    public void A_receipt_that_comes_before_the_answer_brings_the_providers_id() => Dispatched()
        .When(new NoteReceipt(Answer, Receipt.Delivered, "wamid.9"), Noon)
        .Then(new ReplySent(Answer, "wamid.9"), new ReplyDelivered(Answer))
        .When(new ConfirmReply(Answer, "wamid.9"), Noon).ThenNothing();

    [Fact]
    public void Receipts_may_skip_steps_and_never_go_back() => Dispatched()
        .Given(new ReplySent(Answer, "wamid.9"))
        .When(new NoteReceipt(Answer, Receipt.Read), Noon).Then(new ReplyRead(Answer))
        .When(new NoteReceipt(Answer, Receipt.Delivered), Noon).ThenNothing()
        .When(new NoteReceipt(Answer, Receipt.Failed, Code: "131026"), Noon).ThenNothing();

    [Theory, MemberData(nameof(Orders))]
    public void Receipts_in_any_order_and_any_number_end_the_same(Receipt[] order)
    {
        Dispatched();
        foreach (var receipt in order.Concat(order))
            spec.When(new NoteReceipt(Answer, receipt, "wamid.9", receipt is Receipt.Failed ? "131026" : null), Noon);

        Assert.Equal(ReplyState.Read, spec.State.Replies[Answer]);
    }

    public static TheoryData<Receipt[]> Orders => [.. Permutations([Receipt.Sent, Receipt.Delivered, Receipt.Read, Receipt.Failed])];

    [Fact]
    public void A_long_thread_remembers_its_unsettled_replies()
    {
        Dispatched();
        for (var i = 1; i <= 250; i++)
        {
            var later = new MessageId(new Guid($"0195556f-0000-7000-8000-{i:D12}"));
            spec.Given(new ReplyQueued(later, Author.Member, new(Salma.Value, "Oui"), Shop, Awa), new ReplyRead(later));
        }

        Assert.Equal(ReplyState.Dispatched, spec.State.Replies[Answer]);
        Assert.Equal(200, spec.State.Replies.States.Count);
    }

    private Spec<Conversation, ConversationCommand, ConversationEvent> Queued() => spec.Given(
        new MessageReceived(new(Guid.Empty), "wamid.1", Salma, Shop, MessageKind.Text, new(Salma.Value, "Bonjour"), Noon),
        new ReplyQueued(Answer, Author.Member, new(Salma.Value, "Oui"), Shop, Awa));

    private Spec<Conversation, ConversationCommand, ConversationEvent> Dispatched() => Queued().Given(new ReplyDispatched(Answer));

    private static IEnumerable<Receipt[]> Permutations(Receipt[] receipts) => receipts is []
        ? [[]]
        : receipts.SelectMany(first => Permutations([.. receipts.Where(other => other != first)]).Select(rest => (Receipt[])[first, .. rest]));
}
