using System.ComponentModel.DataAnnotations.Schema;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>What a message brought besides words, as the thread draws it.</summary>
/// <param name="Content">A <see cref="Brought"/> with its words in the clear, as JSON: it is shown, never searched.</param>
[Table("message_brought"), PrimaryKey(nameof(OrganisationId), nameof(Message))]
public sealed record BroughtRow(Guid OrganisationId, Guid Message, Guid Conversation, string Content)
{
    public Brought Read() => JsonSerializer.Deserialize<Brought>(Content, Json)!;

    internal static string Write(Brought brought) => JsonSerializer.Serialize(brought, Json);

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}

public sealed class BroughtProjection : Projection<BroughtRow, ConversationEvent>
{
    protected override Guid? Key(Recorded<ConversationEvent> recorded) => Of(recorded.Fact)?.Message.Value;

    protected override BroughtRow? Evolve(BroughtRow? row, Recorded<ConversationEvent> recorded) => (row, Of(recorded.Fact)) switch
    {
        (null, var (message, brought)) => new(recorded.Organisation.Value, message.Value, recorded.Stream, BroughtRow.Write(brought)),
        _ => row,
    };

    private static (MessageId Message, Brought Brought)? Of(ConversationEvent fact) => fact switch
    {
        MessageReceived { Brought: { } brought } e => (e.Message, brought),
        ReplyQueued { Brought: { } brought } e => (e.Message, brought),
        SentByPhone { Brought: { } brought } e => (e.Message, brought),
        MessageRecalled { Brought: { } brought } e => (e.Message, brought),
        _ => null,
    };
}

/// <summary>What was said of a message afterwards: the customer's reaction, other words, that it was taken back.</summary>
/// <param name="Target">The message's id at the provider (<see cref="ThreadRow.ProviderMessage"/>); the message may come after its mark.</param>
[Table("message_marks"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record MarkRow(Guid OrganisationId, Guid Id, Guid Conversation, string Target, string? Emoji, string? Text, bool IsRevoked);

public sealed class MarksProjection : Projection<MarkRow, ConversationEvent>
{
    protected override Guid? Key(Recorded<ConversationEvent> recorded) => TargetOf(recorded.Fact) is { } target ? IdOf(recorded.Stream, target) : null;

    protected override MarkRow? Evolve(MarkRow? row, Recorded<ConversationEvent> recorded)
    {
        if (TargetOf(recorded.Fact) is not { } target) return row;

        var marked = row ?? new(recorded.Organisation.Value, IdOf(recorded.Stream, target), recorded.Stream, target, null, null, false);
        return recorded.Fact switch
        {
            MessageReacted e => marked with { Emoji = e.Emoji?.Text },
            MessageEdited e => marked with { Text = e.Text.Text },
            _ => marked with { IsRevoked = true },
        };
    }

    private static string? TargetOf(ConversationEvent fact) => fact switch
    {
        MessageReacted e => e.Target,
        MessageEdited e => e.Target,
        MessageRevoked e => e.Target,
        _ => null,
    };

    /// <summary>Providers name messages in their own way; the same message gets the same id in every rebuild.</summary>
    private static Guid IdOf(Guid stream, string target) => new(SHA256.HashData([.. stream.ToByteArray(), .. Encoding.UTF8.GetBytes(target)]).AsSpan(0, 16));
}

public sealed class BroughtQueries(PlatformDbs dbs)
{
    public async Task<IReadOnlyDictionary<Guid, Brought>> OfAsync(OrganisationId organisation, IReadOnlyCollection<Guid> messages, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<BroughtRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && messages.Contains(row.Message))
            .ToDictionaryAsync(row => row.Message, row => row.Read(), ct);
    }

    /// <summary>By the provider's id of the message they are about.</summary>
    public async Task<IReadOnlyDictionary<string, MarkRow>> MarksAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<MarkRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Conversation == conversation.Value)
            .ToDictionaryAsync(row => row.Target, ct);
    }
}
