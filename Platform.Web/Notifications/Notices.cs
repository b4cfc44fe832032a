using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Notifications;

/// <summary>Until when a person has looked at the bell.</summary>
[Table("bell_seen"), PrimaryKey(nameof(OrganisationId), nameof(Member))]
public sealed record BellSeen(Guid OrganisationId, Guid Member, DateTimeOffset SeenAt);

/// <summary>The bell: what every slice has to tell this person, newest first and each thing once, and what of it is new.</summary>
public sealed class Notices(IEnumerable<INoticeSource> sources, TeamBell team, PlatformDbs dbs, TimeProvider clock)
{
    private const int Shown = 12;

    public sealed record Told(IReadOnlyList<Notice> Latest, DateTimeOffset SeenAt)
    {
        public int Unseen => Latest.Count(notice => notice.At > SeenAt);
    }

    public async Task<Told> ToldAsync(Actor by, CancellationToken ct = default)
    {
        var wanted = await team.WantedAsync(by, ct);
        var latest = new List<Notice>();
        foreach (var source in sources) latest.AddRange((await source.LatestAsync(by, ct)).Where(notice => notice.Kind is not { } kind || wanted.Contains(kind)));

        // What a slice says of it knows how it stands now.
        latest.AddRange((await team.LatestAsync(by, wanted, ct)).Where(told => !latest.Exists(notice => (notice.Kind, notice.Href) == (told.Kind, told.Href))).ToList());
        return new([.. latest.OrderByDescending(notice => notice.At).Take(Shown)], await SeenAtAsync(by, ct));
    }

    public async Task SeeAsync(Actor by, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = dbs.Open(by.Organisation);
        await db.Database.ExecuteSqlAsync($"""
            insert into bell_seen (organisation_id, member, seen_at) values ({by.Organisation.Value}, {by.Id}, {now})
            on conflict (organisation_id, member) do update set seen_at = excluded.seen_at
            """, ct);
    }

    private async Task<DateTimeOffset> SeenAtAsync(Actor by, CancellationToken ct)
    {
        await using var db = dbs.Open(by.Organisation);
        return await db.Set<BellSeen>().AsNoTracking()
            .Where(seen => seen.OrganisationId == by.Organisation.Value && seen.Member == by.Id)
            .Select(seen => seen.SeenAt)
            .FirstOrDefaultAsync(ct);
    }
}
