using Platform.Domain.EventSourcing;

namespace Platform.Domain.Conversations;

/// <summary>What goes out: who may say it, now or later, and how far it has come.</summary>
public sealed partial record Conversation
{
    /// <summary>A person who writes takes the chat over; the assistant never speaks once a person has.</summary>
    private static Decision<ConversationEvent> Queue(Conversation state, QueueReply c, DateTimeOffset now) => (state, c.By) switch
    {
        _ when state.Replies[c.Message] is not null => [],
        _ when c.Text.Text.Length == 0 && c.File is null => Refuse("empty"),
        _ when c.Text.Text.Length > LongestText => Refuse("too_long"),
        ({ IsClosed: true }, _) => Refuse("closed"),
        ({ Handler: not null }, null) => Refuse("taken_over"),
        _ when !state.IsOpen(now) => Refuse("window_closed"),
        (_, null) => new ReplyQueued(c.Message, Author.Assistant, c.Text, state.Channel),
        ({ Handler: null }, { } member) => [new ConversationTakenOver(member), .. Said(state, c, member)],
        (_, { } member) => [.. Said(state, c, member)],
    };

    private static IEnumerable<ConversationEvent> Said(Conversation state, QueueReply c, MemberId member) =>
        WithFile(new ReplyQueued(c.Message, Author.Member, c.Text, state.Channel, member, c.Brought), c.File);

    /// <summary>A file of ours is there from the first moment.</summary>
    private static IEnumerable<ConversationEvent> WithFile(ReplyQueued queued, KeptFile? file) => file is null
        ? [queued]
        :
        [
            queued with { Kind = file.Kind },
            new FileAttached(queued.Message, queued.Channel, file.Kind, new FileNote("", file.MimeType, file.Name)),
            new FileKept(queued.Message, file.MimeType, file.Size),
        ];

    private static Decision<ConversationEvent> Schedule(Conversation state, ScheduleReply c, DateTimeOffset now) => state switch
    {
        _ when state.Replies[c.Message] is not null => [],
        _ when c.Text.Text.Length == 0 => Refuse("empty"),
        _ when c.Text.Text.Length > LongestText => Refuse("too_long"),
        { IsClosed: true } => Refuse("closed"),
        _ when c.At <= now => Refuse("schedule_past"),
        _ when !state.IsOpen(c.At) => Refuse("schedule_window"),
        _ when state.Planned.Count >= MostLater && !state.Planned.ContainsKey(c.Message.Value) => Refuse("schedule_full"),
        _ => new ReplyScheduled(c.Message, c.Text, c.At, c.By, state.Channel),
    };

    /// <summary>
    /// The time has come, or a person says so; a time that was changed meanwhile means nothing any more.
    /// What was promised also leaves a closed conversation; when it cannot, that one comes back to whoever has to know.
    /// </summary>
    private static Decision<ConversationEvent> SendLater(Conversation state, SendScheduled c, DateTimeOffset now)
    {
        if (!state.Planned.TryGetValue(c.Message.Value, out var later)) return [];
        if (c.At is { } due && (later.IsHeld || later.At != due)) return [];
        if (state.IsOpen(now)) return new ReplyQueued(c.Message, Author.Member, later.Text, state.Channel, later.By);
        if (c.At is null) return Refuse("window_closed");
        return state.IsClosed ? [new ReplyHeld(c.Message), new ConversationReopened()] : new ReplyHeld(c.Message);
    }

    /// <summary>Once the talk is over, to somebody who may be written to, and not every time.</summary>
    private static Decision<ConversationEvent> Ask(Conversation state, AskSatisfaction c, DateTimeOffset now) => state switch
    {
        { IsClosed: false } or { HasStopped: true } or { Heard: 0 } => [],
        { RatingAskedAt: { } asked } when now - asked < Satisfaction.Rest => [],
        _ when !state.IsOpen(now) => [],
        _ =>
        [
            new SatisfactionAsked(c.Message, now),
            new ReplyQueued(c.Message, Author.Member, c.Question, state.Channel, c.By, new Brought { Offers = Satisfaction.Choices }),
        ],
    };

    /// <summary>What was to be said later may not fit any more what the customer has just written.</summary>
    private Decision<ConversationEvent> Holding(Decision<ConversationEvent> heard) =>
        [.. heard.Facts, .. Planned.Where(later => !later.Value.IsHeld).Select(later => new ReplyHeld(new(later.Key)))];

    /// <summary>A notice answers nobody and takes nothing over; who asked for silence gets none.</summary>
    private static Decision<ConversationEvent> Announce(Conversation state, QueueTemplate c) => state switch
    {
        _ when state.Replies[c.Message] is not null => [],
        _ when c.Text.Text.Length > LongestText => Refuse("too_long"),
        { HasStopped: true } => Refuse("stopped"),
        _ => new ReplyQueued(c.Message, Author.Member, c.Text, c.Channel, c.By, new Brought { Template = c.Template }, c.To, c.Phone),
    };

    /// <summary>What the shop itself tells is no answer either.</summary>
    private static Decision<ConversationEvent> Tell(Conversation state, SendNotice c, DateTimeOffset now) => state switch
    {
        _ when state.Replies[c.Message] is not null => [],
        _ when c.Text.Text.Length == 0 && c.File is null => Refuse("empty"),
        _ when c.Text.Text.Length > LongestText => Refuse("too_long"),
        { HasStopped: true } => Refuse("stopped"),
        _ when c.Brought?.Template is null && !state.IsOpen(now) => Refuse("window_closed"),
        _ => [.. WithFile(new ReplyQueued(c.Message, Author.Shop, c.Text, state.IsBegun ? state.Channel : c.Channel, null, c.Brought, c.To, c.Phone), c.File)],
    };

    private static Decision<ConversationEvent> Retry(Conversation state, RetryReply c, DateTimeOffset now) => state switch
    {
        _ when state.Replies[c.Message] is not ReplyState.Failed => [],
        _ when !state.IsOpen(now) => Refuse("window_closed"),
        _ => new ReplyRetried(c.Message, c.By),
    };

    /// <summary>Receipts may skip steps; the provider's id is worth a fact of its own when the receipt is the first to tell it.</summary>
    private static Decision<ConversationEvent> Note(Conversation state, NoteReceipt c)
    {
        if (state.Replies[c.Message] is not { } reached || reached.Rank() >= c.Receipt.State().Rank()) return [];

        ConversationEvent arrived = c.Receipt switch
        {
            Receipt.Sent => new ReplySent(c.Message, c.ProviderMessage ?? ""),
            Receipt.Failed => new ReplyFailed(c.Message, c.Code ?? ""),
            Receipt.Delivered => new ReplyDelivered(c.Message),
            _ => new ReplyRead(c.Message),
        };

        return c is { Receipt: not Receipt.Sent, ProviderMessage: { } provider } && reached.Rank() == 0
            ? [new ReplySent(c.Message, provider), arrived]
            : arrived;
    }
}
