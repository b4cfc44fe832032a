using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>A conversation's line in the list.</summary>
/// <param name="WaitingSince">Since when the customer has had no answer.</param>
/// <param name="Rating">How the customer found the talk, from 1 to 5.</param>
/// <param name="IsNamed">By the shop, which knows better than the customer's profile.</param>
/// <param name="Source">The advert or post that last brought the customer.</param>
[Table("inbox"), PrimaryKey(nameof(OrganisationId), nameof(Conversation))]
public sealed record InboxRow(
    Guid OrganisationId,
    Guid Conversation,
    Guid Contact,
    Guid Channel,
    string? Name,
    string? Phone,
    string Preview,
    MessageKind PreviewKind,
    Speaker PreviewBy,
    Guid PreviewMessage,
    ReplyState? PreviewState,
    DateTimeOffset LastAt,
    DateTimeOffset? LastHeardAt,
    DateTimeOffset? WaitingSince,
    int Unread,
    Guid? Handler,
    bool IsClosed,
    string? Escalated,
    string[] Tags,
    DateTimeOffset? SnoozedUntil,
    string? Source,
    bool IsNamed,
    int? Rating)
{
    /// <summary>Who answers this customer: `ai`, `person` or `nobody`.</summary>
    public string Ring(bool assistantIsOn) => this switch
    {
        { Handler: not null } => "person",
        { Escalated: null, IsClosed: false } when assistantIsOn => "ai",
        _ => "nobody",
    };
}

public sealed class InboxProjection : Projection<InboxRow, ConversationEvent>
{
    private const int PreviewLength = 120;

    protected override InboxRow? Evolve(InboxRow? row, Recorded<ConversationEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, MessageReceived e) => Heard(Begin(recorded, e.From, e.Channel, e.Name, e.Phone), e),
        (null, SentByPhone e) => Said(Begin(recorded, e.To, e.Channel, null, e.Phone), e),
        ({ } r, SentByPhone e) => Said(r, e),
        (null, MessageRecalled e) => Recalled(Begin(recorded, e.With, e.Channel, null, e.Phone), e),
        ({ } r, MessageRecalled e) => Recalled(r, e),
        ({ } r, CustomerIdentified e) => r with { Contact = e.Customer.Value, Phone = e.Phone?.Text ?? r.Phone },
        ({ } r, CustomerNamed e) => r with { Name = e.Name.Text, IsNamed = true },
        ({ } r, MessageReceived e) => Heard(r, e),
        ({ } r, ConversationRead or TurnTaken) => r with { Unread = 0 },
        (null, ReplyQueued { To: { } to } e) => Queued(Begin(recorded, to, e.Channel, null, e.Phone), e, recorded.At),
        ({ } r, ReplyQueued { Author: Author.Shop } e) => Queued(r, e, recorded.At) with { PreviewBy = Speaker.Shop },
        ({ } r, ReplyQueued { Brought.Template: not null } e) => Queued(r, e, recorded.At),
        ({ } r, ReplyQueued e) => r with
        {
            Preview = Short(e.Text.Text),
            PreviewKind = e.Kind ?? MessageKind.Text,
            PreviewBy = ThreadProjection.SpeakerOf(e.Author),
            PreviewMessage = e.Message.Value,
            PreviewState = ReplyState.Queued,
            LastAt = recorded.At,
            WaitingSince = null,
            Unread = e.Author is Author.Member ? 0 : r.Unread,
        },
        ({ } r, ReplyRequeued or ReplyRetried or ReplyDispatched or ReplyDoubted or ReplySent or ReplyDelivered or ReplyRead or ReplyFailed or ReplyWithdrawn) => Reached(r, recorded.Fact),
        ({ } r, ConversationEscalated e) => r with { Escalated = e.Reason, WaitingSince = r.WaitingSince ?? recorded.At },
        ({ } r, ConversationTakenOver e) => r with { Handler = e.By.Value, Escalated = null },
        ({ } r, ConversationAssigned e) => r with { Handler = e.To.Value, Escalated = null },
        ({ } r, ConversationTagged e) => r with { Tags = [.. r.Tags.Append(e.Tag).Order(StringComparer.Ordinal)] },
        ({ } r, ConversationUntagged e) => r with { Tags = [.. r.Tags.Where(tag => tag != e.Tag)] },
        ({ } r, ConversationSnoozed e) => r with { SnoozedUntil = e.Until },
        ({ } r, ConversationWoken) => r with { SnoozedUntil = null },
        ({ } r, ConversationHandedBack) => r with { Handler = null },
        ({ } r, ConversationClosed) => r with { IsClosed = true, WaitingSince = null, Unread = 0, Escalated = null },
        ({ } r, SatisfactionRated e) => r with { Rating = e.Score, IsClosed = e.StaysClosed, WaitingSince = null, Unread = 0 },
        ({ } r, ConversationReopened) => r with { IsClosed = false },
        (_, CustomerErased) => null,
        _ => row,
    };

    private static InboxRow Begin(Recorded<ConversationEvent> recorded, ContactId contact, ChannelId channel, Personal? name, Personal? phone) => new(
        recorded.Organisation.Value, recorded.Stream, contact.Value, channel.Value, name?.Text, phone?.Text, "", MessageKind.Text,
        Speaker.Customer, Guid.Empty, null, DateTimeOffset.UnixEpoch, null, null, 0, null, false, null, [], null, null, false, null);

    /// <summary>Written on the seller's own phone; what the customer wrote after it still waits.</summary>
    private static InboxRow Said(InboxRow r, SentByPhone e)
    {
        var row = r with { IsClosed = false, Unread = 0, WaitingSince = e.SentAt < r.LastHeardAt ? r.WaitingSince : null };
        return e.SentAt < r.LastAt ? row : row with
        {
            Preview = Short(e.Text.Text), PreviewKind = e.Kind, PreviewBy = Speaker.Member, PreviewMessage = e.Message.Value, PreviewState = ReplyState.Sent, LastAt = e.SentAt,
        };
    }

    /// <summary>A notice: the last word to read, but whoever waits for an answer still does.</summary>
    private static InboxRow Queued(InboxRow r, ReplyQueued e, DateTimeOffset at) => r with
    {
        Preview = Short(e.Text.Text), PreviewKind = e.Kind ?? MessageKind.Text, PreviewBy = Speaker.Member, PreviewMessage = e.Message.Value, PreviewState = ReplyState.Queued, LastAt = at,
    };

    /// <summary>The past asks for nothing; it is only the last word while nothing newer was said.</summary>
    private static InboxRow Recalled(InboxRow r, MessageRecalled e) => e.SentAt < r.LastAt ? r : r with
    {
        Preview = Short(e.Text.Text),
        PreviewKind = e.Kind,
        PreviewBy = e.IsFromCustomer ? Speaker.Customer : Speaker.Member,
        PreviewMessage = e.Message.Value,
        PreviewState = null,
        LastAt = e.SentAt,
    };

    /// <summary>A message that comes late is counted, but what came after it stays the last word.</summary>
    private static InboxRow Heard(InboxRow r, MessageReceived e)
    {
        var heard = r with
        {
            Channel = e.Channel.Value,
            Name = r.IsNamed ? r.Name : e.Name?.Text ?? r.Name,
            Phone = e.Phone?.Text ?? r.Phone,
            Unread = r.Unread + 1,
            IsClosed = false,
            SnoozedUntil = null,
            LastHeardAt = r.LastHeardAt > e.SentAt ? r.LastHeardAt : e.SentAt,
            Source = e.Brought?.Advert is { } advert ? NameOf(advert) : r.Source,
        };

        return e.SentAt < r.LastAt ? heard : heard with
        {
            Preview = Short(e.Text.Text),
            PreviewKind = e.Kind,
            PreviewBy = Speaker.Customer,
            PreviewMessage = e.Message.Value,
            PreviewState = null,
            LastAt = e.SentAt,
            WaitingSince = r.WaitingSince ?? e.SentAt,
        };
    }

    private static string? NameOf(Advert advert) => advert.Headline ?? advert.Id ?? advert.Kind;

    private static InboxRow Reached(InboxRow r, ConversationEvent fact) =>
        ThreadProjection.Reached(fact) is ({ } message, { } state) && message == r.PreviewMessage ? r with { PreviewState = state } : r;

    private static string Short(string text) => text.Length <= PreviewLength ? text : text[..(char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength)];
}

public enum InboxFilter { Open, Mine, Assistant, Person, Waiting, Snoozed, Closed }

/// <summary>Which of the lines of a view: those with a tag, those an advert brought, those of one channel.</summary>
public sealed record Narrowing(string? Tag = null, string? Source = null, Guid? Channel = null)
{
    public static Narrowing None { get; } = new();

    public bool Fits(InboxRow row) => (Tag is null || row.Tags.Contains(Tag)) && (Source is null || row.Source == Source) && (Channel is null || row.Channel == Channel);
}
