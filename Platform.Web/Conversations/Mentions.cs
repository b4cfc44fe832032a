using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Organisations;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>A note that calls colleagues by name.</summary>
[Table("note_mentions"), PrimaryKey(nameof(OrganisationId), nameof(Note))]
public sealed record MentionRow(Guid OrganisationId, Guid Note, Guid Conversation, Guid[] Members, Guid By, DateTimeOffset At);

public sealed class MentionsProjection : Projection<MentionRow, ConversationEvent>
{
    protected override Guid? Key(Recorded<ConversationEvent> recorded) => recorded.Fact is NoteWritten { Mentions.Count: > 0 } e ? e.Note.Value : null;

    protected override MentionRow? Evolve(MentionRow? row, Recorded<ConversationEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, NoteWritten { Mentions: { Count: > 0 } mentions } e) => new(
            recorded.Organisation.Value, e.Note.Value, recorded.Stream, [.. mentions.Select(member => member.Value).Distinct()], e.By.Value, recorded.At),
        _ => row,
    };
}

/// <summary>Tells people on their bell that a colleague's note calls them.</summary>
public sealed class MentionNotices(PlatformDbs dbs, Colleagues colleagues, TimeProvider clock, IStringLocalizer<Texts> texts) : INoticeSource
{
    private const int AtMost = 6;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    public async Task<IReadOnlyList<Notice>> LatestAsync(Actor by, CancellationToken ct)
    {
        if (by.Id is not { } me) return [];

        var since = clock.GetUtcNow() - Remembered;
        await using var db = dbs.Open(by.Organisation);
        var rows = await db.Set<MentionRow>().AsNoTracking()
            .Where(row => row.OrganisationId == by.Organisation.Value && row.At > since && row.Members.Contains(me) && row.By != me)
            .OrderByDescending(row => row.At).Take(AtMost).ToListAsync(ct);
        if (rows is []) return [];

        var place = await colleagues.AtAsync(by.Organisation, ct);
        return [.. rows.Select(row => new Notice("user", "primary", texts["NoticeMention", place.NameOf(row.By)], $"inbox/{row.Conversation}?message={row.Note}", row.At))];
    }
}
