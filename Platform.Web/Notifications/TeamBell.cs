using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Notifications;

/// <summary>What the team was told lately, and for which kinds a person wants to hear the bell.</summary>
public sealed class TeamBell(PlatformDbs dbs, TimeProvider clock)
{
    private const int AtMost = 12;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<NoticeKind>> WantedAsync(Actor by, CancellationToken ct)
    {
        await using var db = dbs.Open(by.Organisation);
        var choices = await db.Set<NoticeChoice>().AsNoTracking().Where(c => c.OrganisationId == by.Organisation.Value && c.Member == by.Id).ToDictionaryAsync(c => c.Kind, ct);
        return [.. NoticeKinds.For(by.Role).Where(kind => (choices.TryGetValue(kind, out var choice) ? choice.Chosen() : kind.Proposed()).Contains(NoticeWay.Bell))];
    }

    public async Task<IReadOnlyList<Notice>> LatestAsync(Actor by, IReadOnlyList<NoticeKind> wanted, CancellationToken ct)
    {
        if (by.Role is not (Role.Agent or Role.Admin or Role.Owner)) return [];

        await using var db = dbs.Open(by.Organisation);
        NoticeKind[] rung = [.. wanted.Where(kind => !kind.Lasts())];
        var since = clock.GetUtcNow() - Remembered;
        var told = await db.Set<TeamNotice>().AsNoTracking()
            .Where(n => n.OrganisationId == by.Organisation.Value && n.At > since && rung.Contains(n.Kind))
            .OrderByDescending(n => n.At).Take(AtMost).ToListAsync(ct);
        return [.. told.Select(n => new Notice(n.Kind.Icon(), n.Kind.Tone(), DeliverNotice.Say(n.Kind, n.Words, CultureInfo.CurrentUICulture), n.Href, n.At, n.Kind))];
    }
}
