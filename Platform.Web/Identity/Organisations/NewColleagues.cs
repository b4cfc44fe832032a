using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Notifications;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

/// <summary>Tells those who run the place who has joined it since they did.</summary>
public sealed class NewColleagues(PlatformDbs dbs, TimeProvider clock, IStringLocalizer<Texts> texts) : INoticeSource
{
    private const int AtMost = 5;
    private static readonly TimeSpan News = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<Notice>> LatestAsync(Actor by, CancellationToken ct)
    {
        if (by.Role is not (Role.Admin or Role.Owner)) return [];

        var since = clock.GetUtcNow() - News;
        await using var db = dbs.OpenAcross();
        var here = db.Set<Membership>().AsNoTracking().Where(membership => membership.OrganisationId == by.Organisation.Value);
        var joined = await here
            .Where(membership => membership.UserId != by.Id && membership.CreatedAt > since && here.Any(own => own.UserId == by.Id && own.CreatedAt < membership.CreatedAt))
            .OrderByDescending(membership => membership.CreatedAt)
            .Take(AtMost)
            .Join(db.Users, membership => membership.UserId, user => user.Id, (membership, user) => new { membership.CreatedAt, user.FirstName, user.LastName })
            .ToListAsync(ct);

        return [.. joined.Select(row => new Notice("users", "good", texts["NoticeJoined", $"{row.FirstName} {row.LastName}".Isolated()], "reglages/equipe", row.CreatedAt))];
    }
}
