using System.ComponentModel.DataAnnotations.Schema;
using System.Buffers.Binary;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>One bubble, or one line between bubbles.</summary>
/// <param name="Failure">Why it did not reach the customer, by the provider's code.</param>
/// <param name="OrderId">Which order the chat brought.</param>
/// <param name="Reason">Why the assistant asked for a person.</param>
[Table("thread"), PrimaryKey(nameof(OrganisationId), nameof(Message))]
public sealed record ThreadRow(
    Guid OrganisationId,
    Guid Message,
    Guid Conversation,
    Guid Channel,
    long Version,
    DateTimeOffset At,
    Speaker By,
    Guid? Member,
    ThreadKind Kind,
    string Text,
    ReplyState? State,
    string? Failure,
    string? ProviderMessage,
    Guid? OrderId,
    string? Reason);

public enum Speaker { Customer, Member, Assistant, Shop, Nobody }

/// <summary>What customers send, and the turns of the conversation itself.</summary>
public enum ThreadKind
{
    Text, Image, Video, Audio, Voice, Document, Sticker, Location, Contacts, Reaction, Button, Order, System, Edit, Revoke, Unknown,
    TakenOver, HandedBack, Closed, Reopened, Escalated, OrderTaken, Stopped, Assigned, Note, Snoozed, Rated,
}

public sealed class ThreadProjection : Projection<ThreadRow, ConversationEvent>
{
    /// <summary>The provider's message stands in the thread already: it was delivered twice.</summary>
    public override string? KnownAlready => "thread_message_once";

    protected override Guid? Key(Recorded<ConversationEvent> recorded) => recorded.Fact switch
    {
        MessageReceived e => e.Message.Value,
        SentByPhone e => e.Message.Value,
        MessageRecalled e => e.Message.Value,
        ReplyQueued e => e.Message.Value,
        ReplyScheduled e => e.Message.Value,
        NoteWritten e => e.Note.Value,
        var fact when IsTurn(fact) => LineId(recorded.Stream, recorded.Version),
        var fact => Reached(fact)?.Message,
    };

    /// <summary>What the seller writes may be scheduled or held before it is queued; what came and what turned is said once.</summary>
    protected override bool Begins(Recorded<ConversationEvent> recorded) => recorded.Fact is MessageReceived or SentByPhone or MessageRecalled || IsTurn(recorded.Fact);

    /// <summary>A line between the bubbles.</summary>
    private static bool IsTurn(ConversationEvent fact) => fact is
        ConversationTakenOver or ConversationHandedBack or ConversationClosed or ConversationReopened or ConversationEscalated or OrderTaken or MessagesStopped
        or ConversationAssigned or ConversationSnoozed or SatisfactionRated;

    protected override ThreadRow? Evolve(ThreadRow? row, Recorded<ConversationEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, MessageReceived e) => Row(recorded, e.Message.Value, e.Channel, Speaker.Customer, KindOf(e.Kind)) with
        {
            At = e.SentAt, Text = e.Text.Text, ProviderMessage = e.ProviderMessage,
        },
        (null, SentByPhone e) => Row(recorded, e.Message.Value, e.Channel, Speaker.Member, KindOf(e.Kind)) with
        {
            At = e.SentAt, Text = e.Text.Text, ProviderMessage = e.ProviderMessage, Member = MemberId.PhoneApp.Value, State = ReplyState.Sent,
        },
        (null, MessageRecalled e) => Row(recorded, e.Message.Value, e.Channel, e.IsFromCustomer ? Speaker.Customer : Speaker.Member, KindOf(e.Kind)) with
        {
            At = e.SentAt, Text = e.Text.Text, ProviderMessage = e.ProviderMessage, Member = e.IsFromCustomer ? null : MemberId.PhoneApp.Value,
        },
        (null, ReplyQueued e) => Row(recorded, e.Message.Value, e.Channel, SpeakerOf(e.Author), KindOf(e.Kind)) with
        {
            Text = e.Text.Text, Member = e.By?.Value, State = ReplyState.Queued,
        },
        ({ } r, ReplyQueued e) => r with { At = recorded.At, Version = recorded.Version, Text = e.Text.Text, State = ReplyState.Queued },
        (null, ReplyScheduled e) => Row(recorded, e.Message.Value, e.Channel, Speaker.Member, ThreadKind.Text) with { At = e.At, Text = e.Text.Text, Member = e.By.Value, State = ReplyState.Scheduled },
        ({ } r, ReplyScheduled e) => r with { At = e.At, Text = e.Text.Text, Member = e.By.Value, State = ReplyState.Scheduled },
        ({ } r, ReplyDropped) => r with { At = recorded.At, State = ReplyState.Withdrawn },
        (null, ConversationTakenOver e) => Row(recorded, ThreadKind.TakenOver) with { Member = e.By.Value },
        (null, ConversationHandedBack e) => Row(recorded, ThreadKind.HandedBack) with { Member = e.By.Value },
        (null, ConversationClosed) => Row(recorded, ThreadKind.Closed) with { Member = recorded.By.Id },
        (null, ConversationEscalated e) => Row(recorded, ThreadKind.Escalated) with { Text = e.Summary.Text, Reason = e.Reason },
        (null, OrderTaken e) => Row(recorded, ThreadKind.OrderTaken) with { Text = e.Number, OrderId = e.Order },
        (null, ConversationAssigned e) => Row(recorded, ThreadKind.Assigned) with { Member = e.To.Value },
        (null, ConversationSnoozed e) => Row(recorded, ThreadKind.Snoozed) with { Member = e.By.Value },
        (null, NoteWritten e) => Row(recorded, e.Note.Value, default, Speaker.Nobody, ThreadKind.Note) with { Text = e.Text.Text, Member = e.By.Value },
        (null, SatisfactionRated e) => Row(recorded, ThreadKind.Rated) with { Text = e.Score.ToString(CultureInfo.InvariantCulture) },
        (null, MessagesStopped) => Row(recorded, ThreadKind.Stopped),
        (null, ConversationReopened) => Row(recorded, ThreadKind.Reopened) with { Member = recorded.By.Id },
        ({ } r, ReplySent e) => r with { State = ReplyState.Sent, ProviderMessage = e.ProviderMessage is { Length: > 0 } id ? id : r.ProviderMessage, Failure = null },
        ({ } r, ReplyFailed e) => r with { State = ReplyState.Failed, Failure = e.Code },
        ({ } r, var fact) when Reached(fact) is ({ }, { } state) => r with { State = state, Failure = null },
        _ => row,
    };

    internal static (Guid Message, ReplyState State)? Reached(ConversationEvent fact) => fact switch
    {
        ReplyRequeued e => (e.Message.Value, ReplyState.Queued),
        ReplyRetried e => (e.Message.Value, ReplyState.Queued),
        ReplyDispatched e => (e.Message.Value, ReplyState.Dispatched),
        ReplyDoubted e => (e.Message.Value, ReplyState.Doubted),
        ReplySent e => (e.Message.Value, ReplyState.Sent),
        ReplyDelivered e => (e.Message.Value, ReplyState.Delivered),
        ReplyRead e => (e.Message.Value, ReplyState.Read),
        ReplyFailed e => (e.Message.Value, ReplyState.Failed),
        ReplyWithdrawn e => (e.Message.Value, ReplyState.Withdrawn),
        ReplyHeld e => (e.Message.Value, ReplyState.Held),
        ReplyDropped e => (e.Message.Value, ReplyState.Withdrawn),
        _ => null,
    };

    internal static Speaker SpeakerOf(Author author) => author switch
    {
        Author.Member => Speaker.Member,
        Author.Shop => Speaker.Shop,
        _ => Speaker.Assistant,
    };

    private static ThreadKind KindOf(MessageKind? kind) => Enum.Parse<ThreadKind>((kind ?? MessageKind.Text).ToString());

    private static ThreadRow Row(Recorded<ConversationEvent> recorded, ThreadKind kind) => Row(recorded, LineId(recorded.Stream, recorded.Version), default, Speaker.Nobody, kind);

    private static ThreadRow Row(Recorded<ConversationEvent> recorded, Guid message, ChannelId channel, Speaker by, ThreadKind kind) => new(
        recorded.Organisation.Value, message, recorded.Stream, channel.Value, recorded.Version, recorded.At, by, null, kind, "", null, null, null, null, null);

    /// <summary>The same line gets the same id in every rebuild.</summary>
    private static Guid LineId(Guid stream, long version)
    {
        Span<byte> id = stackalloc byte[16];
        stream.TryWriteBytes(id);
        BinaryPrimitives.WriteInt64LittleEndian(id[8..], BinaryPrimitives.ReadInt64LittleEndian(id[8..]) ^ ~version);
        return new Guid(id);
    }
}

/// <summary>What an open conversation shows, as of one moment.</summary>
/// <param name="Messages">Newest first.</param>
/// <param name="Typed">What this reader has typed and not sent.</param>
public sealed record OpenThread(InboxRow? Row, List<ThreadRow> Messages, string Typed);

public sealed class ThreadQueries(PlatformDbs dbs, Databases databases)
{
    public const int PageSize = 60;

    private static readonly RowMap<ThreadRow> Map = new();
    private static readonly RowMap<InboxRow> Lines = new();
    private static readonly RowMap<BroughtRow> BroughtRows = new();

    /// <summary>In one round trip: this is what stands between a customer's message and the screen.</summary>
    public async Task<OpenThread> OpenAsync(OrganisationId organisation, ConversationId conversation, Guid? reader, int size, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        Lines.AddSelect(batch, organisation.Value, [conversation.Value]);
        Map.AddSelect(
            batch, "where organisation_id = $1 and conversation = $2 order by at desc, version desc limit $3",
            new NpgsqlParameter<Guid> { TypedValue = organisation.Value }, new NpgsqlParameter<Guid> { TypedValue = conversation.Value }, new NpgsqlParameter<int> { TypedValue = size });
        Drafts.AddSelect(batch, organisation, conversation, reader);

        await using var results = await batch.ReadAsync(ct);
        var lines = await Lines.ListAsync(results, ct);
        await results.NextResultAsync(ct);
        var messages = await Map.ListAsync(results, ct);
        await results.NextResultAsync(ct);
        return new(lines is [var line] ? line : null, messages, await results.ReadAsync(ct) ? results.GetString(0) : "");
    }

    /// <summary>Newest first.</summary>
    public async Task<List<ThreadRow>> PageAsync(
        OrganisationId organisation, ConversationId conversation, ThreadRow? before = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = db.Set<ThreadRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Conversation == conversation.Value);
        if (before is { } first)
            rows = rows.Where(row => row.At < first.At || (row.At == first.At && row.Version < first.Version));

        return await rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Version).Take(size).ToListAsync(ct);
    }

    /// <summary>Oldest first.</summary>
    public async Task<List<ThreadRow>> AfterAsync(OrganisationId organisation, ConversationId conversation, ThreadRow last, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await After(db, organisation, conversation, last).OrderBy(row => row.At).ThenBy(row => row.Version).Take(size).ToListAsync(ct);
    }

    /// <summary>What stands from one to the other, oldest first.</summary>
    public async Task<List<ThreadRow>> BetweenAsync(OrganisationId organisation, ConversationId conversation, ThreadRow first, ThreadRow last, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = await db.Set<ThreadRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Conversation == conversation.Value && row.At >= first.At && row.At <= last.At)
            .OrderBy(row => row.At).ThenBy(row => row.Version).Take(ThreadWindow.Most * 2).ToListAsync(ct);
        return rows.FindAll(row => (row.At > first.At || row.Version >= first.Version) && (row.At < last.At || row.Version <= last.Version));
    }

    /// <summary>How much the customer has written since; counting stops at a hundred.</summary>
    public async Task<int> CountAfterAsync(OrganisationId organisation, ConversationId conversation, ThreadRow last, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await After(db, organisation, conversation, last).Where(row => row.By == Speaker.Customer).Take(100).CountAsync(ct);
    }

    private static IQueryable<ThreadRow> After(PlatformDb db, OrganisationId organisation, ConversationId conversation, ThreadRow last) =>
        db.Set<ThreadRow>().AsNoTracking().Where(row =>
            row.OrganisationId == organisation.Value && row.Conversation == conversation.Value && (row.At > last.At || (row.At == last.At && row.Version > last.Version)));

    /// <summary>A message, and what it brings besides words.</summary>
    public async Task<(ThreadRow? Row, Brought? With)> FindAsync(OrganisationId organisation, MessageId message, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        Map.AddSelect(batch, organisation.Value, [message.Value]);
        BroughtRows.AddSelect(batch, organisation.Value, [message.Value]);

        await using var results = await batch.ReadAsync(ct);
        var rows = await Map.ListAsync(results, ct);
        await results.NextResultAsync(ct);
        var brought = await BroughtRows.ListAsync(results, ct);
        return (rows is [var row] ? row : null, brought is [var with] ? with.Read() : null);
    }

    /// <summary>What the customer wrote last, as the provider calls it.</summary>
    public async Task<(ChannelId Channel, string ProviderMessage)?> LastHeardAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select channel, provider_message from thread
            where organisation_id = {organisation.Value} and conversation = {conversation.Value} and "by" = {nameof(Speaker.Customer)} and provider_message is not null
            order by at desc, version desc limit 1
            """);
        return await batch.ListAsync(row => (new ChannelId(row.GetGuid(0)), row.GetString(1)), ct) is [var last] ? last : null;
    }
}
