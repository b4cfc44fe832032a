using System.Collections.Immutable;
using System.Diagnostics;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Conversations;

/// <summary>One customer on one channel, whoever answers.</summary>
public sealed partial record Conversation : IAggregate<Conversation, ConversationCommand, ConversationEvent>
{
    public static Conversation Initial { get; } = new();

    public bool IsBegun { get; init; }
    public bool IsClosed { get; init; }
    public bool HasUnread { get; init; }
    public DateTimeOffset? LastHeardAt { get; init; }
    public ChannelId Channel { get; init; }
    public MemberId? Handler { get; init; }
    public Replies Replies { get; init; } = Replies.None;

    /// <summary>How many messages the customer has written.</summary>
    public int Heard { get; init; }

    /// <summary>The last of them.</summary>
    public MessageId? Last { get; init; }

    /// <summary>How many of them somebody has dealt with.</summary>
    public int Settled { get; init; }

    /// <summary>Since when the oldest of the others waits.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Why the assistant asked for a person; null while it need not.</summary>
    public string? Escalated { get; init; }

    public Personal? Draft { get; init; }
    public ImmutableHashSet<Guid> Orders { get; init; } = [];
    public bool HasStopped { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }
    public ImmutableSortedSet<string> Tags { get; init; } = [];

    /// <summary>When an advert last brought the customer here.</summary>
    public DateTimeOffset? AdvertAt { get; init; }

    /// <summary>What was last said of recent messages: reactions, edits, withdrawals. They come late and twice.</summary>
    public Marks Marks { get; init; } = Marks.None;

    /// <summary>Files that are still to be fetched.</summary>
    public ImmutableHashSet<Guid> Awaited { get; init; } = [];

    /// <summary>What the assistant has queued and not yet sent.</summary>
    public ImmutableHashSet<Guid> Unsaid { get; init; } = [];

    /// <summary>When the customer was last asked how the talk went.</summary>
    public DateTimeOffset? RatingAskedAt { get; init; }

    /// <summary>What is written and goes out later.</summary>
    public ImmutableSortedDictionary<Guid, LaterReply> Planned { get; init; } = ImmutableSortedDictionary<Guid, LaterReply>.Empty;

    public static Conversation Evolve(Conversation state, ConversationEvent fact) => fact switch
    {
        MessageReceived e => state with
        {
            IsBegun = true,
            IsClosed = false,
            HasUnread = true,
            Channel = e.Channel,
            LastHeardAt = Later(state.LastHeardAt, e.SentAt),
            Heard = state.Heard + 1,
            Last = e.Message,
            WaitingSince = state.WaitingSince ?? e.SentAt,
            AdvertAt = e.Brought?.Advert is null ? state.AdvertAt : Later(state.AdvertAt, e.SentAt),
            SnoozedUntil = null,
        },
        SentByPhone e => state.With(e.Message, ReplyState.Sent) with
        {
            IsBegun = true,
            IsClosed = false,
            HasUnread = false,
            Channel = e.Channel,
            Settled = e.SentAt < state.LastHeardAt ? state.Settled : state.Heard,
            WaitingSince = e.SentAt < state.LastHeardAt ? state.WaitingSince : null,
        },
        MessageRecalled e => state with { IsBegun = true, Channel = state.IsBegun ? state.Channel : e.Channel },
        FileAttached e => state with { Awaited = state.Awaited.Add(e.Message.Value) },
        FileKept e => state with { Awaited = state.Awaited.Remove(e.Message.Value) },
        FileLost e => state with { Awaited = state.Awaited.Remove(e.Message.Value) },
        MessageReacted e => state with { Marks = state.Marks.With(Mark.Reaction, e.Target, e.ProviderMessage, e.At) },
        MessageEdited e => state with { Marks = state.Marks.With(Mark.Edit, e.Target, e.ProviderMessage, e.At) },
        MessageRevoked e => state with { Marks = state.Marks.With(Mark.Revoke, e.Target, e.ProviderMessage, e.At) },
        ConversationRead => state with { HasUnread = false },
        ReplyQueued { Author: Author.Assistant } e => state.With(e.Message, ReplyState.Queued) with { Unsaid = state.Unsaid.Add(e.Message.Value) },
        ReplyQueued { Author: Author.Shop } e => Noticed(state, e),
        ReplyQueued { Brought.Template: not null } e => Noticed(state, e),
        ReplyQueued e => state.With(e.Message, ReplyState.Queued) with { Settled = state.Heard, WaitingSince = null },
        ReplyRequeued e => state.With(e.Message, ReplyState.Queued),
        ReplyRetried e => state.With(e.Message, ReplyState.Queued),
        ReplyDispatched e => state.With(e.Message, ReplyState.Dispatched) with { Unsaid = state.Unsaid.Remove(e.Message.Value) },
        ReplyWithdrawn e => state.With(e.Message, ReplyState.Withdrawn) with { Unsaid = state.Unsaid.Remove(e.Message.Value) },
        ReplyScheduled e => state with { Planned = state.Planned.SetItem(e.Message.Value, new(e.Text, e.At, e.By)) },
        ReplyHeld e when state.Planned.TryGetValue(e.Message.Value, out var later) => state with { Planned = state.Planned.SetItem(e.Message.Value, later with { IsHeld = true }) },
        ReplyDropped e => state with { Planned = state.Planned.Remove(e.Message.Value) },
        SatisfactionAsked e => state with { RatingAskedAt = e.At },
        SatisfactionRated e => state with { IsClosed = e.StaysClosed, HasUnread = false, Settled = state.Heard, WaitingSince = null },
        TurnTaken e => state with { Settled = e.UpTo, WaitingSince = null, HasUnread = false },
        DraftKept e => state with { Draft = e.Draft },
        ConversationEscalated e => state with { Escalated = e.Reason },
        OrderTaken e => state with { Orders = state.Orders.Add(e.Order) },
        MessagesStopped => state with { HasStopped = true },
        MessagesResumed => state with { HasStopped = false },
        ReplyDoubted e => state.With(e.Message, ReplyState.Doubted),
        ReplySent e => state.With(e.Message, ReplyState.Sent),
        ReplyDelivered e => state.With(e.Message, ReplyState.Delivered),
        ReplyRead e => state.With(e.Message, ReplyState.Read),
        ReplyFailed e => state.With(e.Message, ReplyState.Failed),
        ConversationTakenOver e => state with { Handler = e.By, Escalated = null },
        ConversationHandedBack => state with { Handler = null },
        ConversationAssigned e => state with { Handler = e.To, Escalated = null },
        ConversationTagged e => state with { Tags = state.Tags.Add(e.Tag) },
        ConversationUntagged e => state with { Tags = state.Tags.Remove(e.Tag) },
        ConversationSnoozed e => state with { SnoozedUntil = e.Until },
        ConversationWoken => state with { SnoozedUntil = null },
        ConversationClosed => state with { IsClosed = true, Escalated = null, Settled = state.Heard, WaitingSince = null },
        ConversationReopened => state with { IsClosed = false },
        CustomerErased => Initial,
        _ => state,
    };

    /// <summary>Words that answer nobody.</summary>
    private static Conversation Noticed(Conversation state, ReplyQueued e) =>
        state.With(e.Message, ReplyState.Queued) with { IsBegun = true, Channel = state.IsBegun ? state.Channel : e.Channel };

    public static Decision<ConversationEvent> Decide(
        Conversation state, ConversationCommand command, DateTimeOffset now) => (state, command) switch
    {
        ({ RatingAskedAt: not null }, ReceiveMessage { Brought.Pressed: { } pressed } c) when Satisfaction.ScoreOf(pressed) is { } score =>
        [
            new MessageReceived(c.Message, c.ProviderMessage, c.From, c.Channel, c.Kind, c.Text, c.SentAt, c.Name, c.Phone, c.Brought),
            new SatisfactionRated(c.Message, score, state.IsClosed),
        ],
        (_, ReceiveMessage c) => state.Holding(With(c.File, c.Message, c.Channel, c.Kind,
            new MessageReceived(c.Message, c.ProviderMessage, c.From, c.Channel, c.Kind, c.Text, c.SentAt, c.Name, c.Phone, c.Brought))),
        (_, RecallMessage c) => With(c.File, c.Message, c.Channel, c.Kind,
            new MessageRecalled(c.Message, c.ProviderMessage, c.With, c.IsFromCustomer, c.Channel, c.Kind, c.Text, c.SentAt, c.Phone, c.Brought)),
        (_, NotePhoneMessage c) => NotePhone(state, c),
        (_, ReactToMessage c) => state.Marks.Knows(Mark.Reaction, c.Target, c.ProviderMessage, c.At) ? [] : new MessageReacted(c.Target, c.ProviderMessage, c.Emoji, c.At),
        (_, EditMessage c) => state.Marks.Knows(Mark.Edit, c.Target, c.ProviderMessage, c.At) ? [] : new MessageEdited(c.Target, c.ProviderMessage, c.Text, c.At),
        (_, RevokeMessage c) => state.Marks.Knows(Mark.Revoke, c.Target, c.ProviderMessage, c.At) ? [] : new MessageRevoked(c.Target, c.ProviderMessage, c.At),
        (_, IdentifyCustomer c) => new CustomerIdentified(c.Customer, c.Phone),
        (_, StopMessages) => state.HasStopped ? [] : new MessagesStopped(default),
        (_, ResumeMessages) => state.HasStopped ? new MessagesResumed() : [],
        (_, QueueTemplate c) => Announce(state, c),
        (_, SendNotice c) => Tell(state, c, now),
        ({ IsBegun: false }, _) => Refuse("unknown"),
        (_, NameCustomer c) => c.Name.Text.Trim().Length is 0 or > LongestName ? Refuse("name") : new CustomerNamed(c.Name),
        (_, ReadConversation) => state.HasUnread ? new ConversationRead() : [],
        (_, QueueReply c) => Queue(state, c, now),
        (_, ScheduleReply c) => Schedule(state, c, now),
        (_, SendScheduled c) => SendLater(state, c, now),
        (_, DropScheduled c) => state.Planned.ContainsKey(c.Message.Value) ? new ReplyDropped(c.Message, c.By) : [],
        (_, TakeTurn c) => Take(state, c, now),
        (_, SendFollowUp c) => FollowUp(state, c, now),
        (_, NoteOrder c) => state.Orders.Contains(c.Order) ? [] : new OrderTaken(c.Order, c.Number, c.Total),
        (_, StartSending c) when state.Replies[c.Message] is not ReplyState.Queued => [],
        (_, StartSending c) => state.Handler is not null && state.Unsaid.Contains(c.Message.Value) ? new ReplyWithdrawn(c.Message) : new ReplyDispatched(c.Message),
        (_, ConfirmReply c) => state.IsOut(c.Message) ? new ReplySent(c.Message, c.ProviderMessage) : [],
        (_, DoubtReply c) => state.Replies[c.Message] is ReplyState.Dispatched ? new ReplyDoubted(c.Message) : [],
        (_, RequeueReply c) => state.Replies[c.Message] is ReplyState.Dispatched ? new ReplyRequeued(c.Message) : [],
        (_, FailReply c) => state.Replies[c.Message]?.Rank() is 0 ? new ReplyFailed(c.Message, c.Code) : [],
        (_, RetryReply c) => Retry(state, c, now),
        (_, NoteReceipt c) => Note(state, c),
        (_, TakeOver c) => state.Handler == c.By ? [] : new ConversationTakenOver(c.By),
        (_, AssignConversation c) => state.Handler == c.To ? [] : new ConversationAssigned(c.To, c.By),
        (_, WriteNote { Text.Text.Length: 0 }) => Refuse("empty"),
        (_, WriteNote { Text.Text.Length: > LongestText }) => Refuse("too_long"),
        (_, WriteNote c) => new NoteWritten(c.Note, c.Text, c.By, c.Mentions),
        (_, TagConversation c) => Tag(state, c),
        (_, UntagConversation c) => state.Tags.Contains(c.Tag) ? new ConversationUntagged(c.Tag, c.By) : [],
        (_, SnoozeConversation c) => c.Until <= now ? Refuse("snooze_past") : state.SnoozedUntil == c.Until ? [] : new ConversationSnoozed(c.Until, c.By),
        (_, WakeConversation c) => state.SnoozedUntil is { } until && (c.Until ?? until) == until ? new ConversationWoken() : [],
        (_, HandBack c) => state.Handler is null ? [] : new ConversationHandedBack(c.By),
        (_, KeepFile c) => state.Awaited.Contains(c.Message.Value) ? new FileKept(c.Message, c.MimeType, c.Size) : [],
        (_, LoseFile c) => state.Awaited.Contains(c.Message.Value) ? new FileLost(c.Message, c.Reason) : [],
        (_, EraseCustomer c) => new CustomerErased(c.Customer),
        (_, AskSatisfaction c) => Ask(state, c, now),
        (_, CloseConversation) => state.IsClosed ? [] : new ConversationClosed(),
        (_, ReopenConversation) => state.IsClosed ? new ConversationReopened() : [],
        _ => throw new UnreachableException($"No rule for {command.GetType().Name}"),
    };

    private static Decision<ConversationEvent> With(FileNote? file, MessageId message, ChannelId channel, MessageKind kind, ConversationEvent fact) =>
        file is null ? fact : [fact, new FileAttached(message, channel, kind, file)];

    /// <summary>A person is at work there: from now on the assistant is silent, also about what it has already thought.</summary>
    private static Decision<ConversationEvent> NotePhone(Conversation state, NotePhoneMessage c)
    {
        var sent = With(c.File, c.Message, c.Channel, c.Kind, new SentByPhone(c.Message, c.ProviderMessage, c.To, c.Channel, c.Kind, c.Text, c.SentAt, c.Phone, c.Brought));
        return state.Handler is null ? [.. sent.Facts, new ConversationTakenOver(MemberId.PhoneApp)] : sent;
    }

    /// <summary>Never over a person, never twice to the same words, never to words that are no longer the last.</summary>
    private static Decision<ConversationEvent> Take(Conversation state, TakeTurn c, DateTimeOffset now)
    {
        if (state.Settled >= c.UpTo) return [];
        if (state.Handler is not null) return Refuse("taken_over");
        if (state.IsClosed) return Refuse("closed");
        if (state.Heard != c.UpTo) return Refuse("moved_on");
        if (c.Text.Text.Length > LongestText) return Refuse("too_long");

        var facts = new List<ConversationEvent> { new TurnTaken(c.UpTo) };
        if (c.Draft is { } draft) facts.Add(new DraftKept(draft));
        if (c.Stop is { } message && !state.HasStopped) facts.Add(new MessagesStopped(message));
        if (c.Text.Text.Length > 0 && state.IsOpen(now)) facts.Add(new ReplyQueued(c.Reply, Author.Assistant, c.Text, state.Channel));
        if (c.Escalation is { } e && state.Escalated is null) facts.Add(new ConversationEscalated(e.Reason, e.Summary));
        return new(facts);
    }

    private static Decision<ConversationEvent> Tag(Conversation state, TagConversation c) => c.Tag.Trim() switch
    {
        { Length: 0 or > LongestTag } => Refuse("tag"),
        var tag when state.Tags.Contains(tag) => [],
        _ when state.Tags.Count >= MostTags => Refuse("tags_full"),
        var tag => new ConversationTagged(tag, c.By),
    };

    /// <summary>Nobody asked for it, so anything that has happened since stops it.</summary>
    private static Decision<ConversationEvent> FollowUp(Conversation state, SendFollowUp c, DateTimeOffset now) => state switch
    {
        _ when state.Replies[c.Message] is not null => [],
        _ when c.Text.Text.Length == 0 => Refuse("empty"),
        { HasStopped: true } => Refuse("stopped"),
        { Orders.Count: > 0 } => Refuse("ordered"),
        { IsClosed: true } => Refuse("closed"),
        { Handler: not null } => Refuse("taken_over"),
        { Escalated: not null } => Refuse("escalated"),
        _ when state.Heard != c.UpTo || state.Settled < state.Heard => Refuse("moved_on"),
        _ when !ServiceWindow.IsOpen(state.LastHeardAt, now) => Refuse("window_closed"),
        _ => new ReplyQueued(c.Message, Author.Assistant, c.Text, state.Channel),
    };

    private const int LongestTag = 30, MostTags = 20, LongestName = 100, MostLater = 20;

    /// <summary>The limit of a text message at the provider.</summary>
    public const int LongestText = 4096;

    /// <summary>The customer waits, and nobody but the assistant is there to answer.</summary>
    public bool IsAssistantsTurn => IsBegun && !IsClosed && Handler is null && Escalated is null && Heard > Settled;

    public bool IsOpen(DateTimeOffset now) => ServiceWindow.IsOpen(LastHeardAt, AdvertAt, now);
    private bool IsOut(MessageId message) => Replies[message] is ReplyState.Dispatched or ReplyState.Doubted;
    private Conversation With(MessageId message, ReplyState reply) => this with { Replies = Replies.With(message, reply), Planned = Planned.Remove(message.Value) };
    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
    private static Refusal Refuse(string why) => new($"conversation.{why}");
}
