using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Media;

/// <summary>A file that came with a message. It is shown at `/media/{Message}` once it is kept.</summary>
/// <param name="Source">Where it lies at the provider.</param>
/// <param name="Problem">Why it is lost, in the words of <see cref="Integrations.Messaging.Trouble"/>.</param>
[Table("media"), PrimaryKey(nameof(OrganisationId), nameof(Message))]
public sealed record MediaRow(
    Guid OrganisationId, Guid Message, Guid Conversation, Guid Channel, MessageKind Kind, string Source, string? MimeType, string? FileName, long? Size, MediaState State, string? Problem)
{
    public bool IsPicture => MimeType?.StartsWith("image/", StringComparison.Ordinal) is true;
    public bool IsSound => MimeType?.StartsWith("audio/", StringComparison.Ordinal) is true;
    public bool IsFilm => MimeType?.StartsWith("video/", StringComparison.Ordinal) is true;

    internal string StoredAs => NameOf(new(OrganisationId), new(Message));

    /// <summary>Where the file of a message lies in the store.</summary>
    public static string NameOf(OrganisationId organisation, MessageId message) => $"{organisation.Value:N}/{message.Value:N}";
}

public enum MediaState { Waiting, Kept, Lost }

public sealed class MediaProjection : Projection<MediaRow, ConversationEvent>
{
    protected override Guid? Key(Recorded<ConversationEvent> recorded) => recorded.Fact switch
    {
        FileAttached e => e.Message.Value,
        FileKept e => e.Message.Value,
        FileLost e => e.Message.Value,
        _ => null,
    };

    protected override MediaRow? Evolve(MediaRow? row, Recorded<ConversationEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, FileAttached e) => new(
            recorded.Organisation.Value, e.Message.Value, recorded.Stream, e.Channel.Value, e.Kind, e.File.Source, e.File.MimeType, e.File.Name?.Text, null, MediaState.Waiting, null),
        ({ } r, FileKept e) => r with { State = MediaState.Kept, MimeType = e.MimeType, Size = e.Size, Problem = null },
        ({ } r, FileLost e) => r with { State = MediaState.Lost, Problem = e.Reason },
        _ => row,
    };
}

public sealed class MediaQueries(PlatformDbs dbs)
{
    /// <summary>By message: what the bubbles of a thread show.</summary>
    public async Task<IReadOnlyDictionary<Guid, MediaRow>> OfAsync(OrganisationId organisation, IReadOnlyCollection<Guid> messages, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<MediaRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && messages.Contains(row.Message))
            .ToDictionaryAsync(row => row.Message, ct);
    }

    public async Task<MediaRow?> FindAsync(OrganisationId organisation, Guid message, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<MediaRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Message == message, ct);
    }

    public async Task<List<MediaRow>> InAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<MediaRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Conversation == conversation.Value).ToListAsync(ct);
    }
}
