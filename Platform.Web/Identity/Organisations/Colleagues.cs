using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

/// <summary>Who works here and on whose clock: what other screens ask of an organisation.</summary>
public sealed class Colleagues(PlatformDbs dbs)
{
    public sealed record Place(string Name, TimeZoneInfo Zone, IReadOnlyDictionary<Guid, string> People);

    public async Task<Place> AtAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var home = await db.Set<Organisation>().AsNoTracking().Where(o => o.Id == organisation.Value).Select(o => new { o.Name, o.TimeZone }).FirstAsync(ct);
        var people = await db.Set<Membership>().AsNoTracking()
            .Where(membership => membership.OrganisationId == organisation.Value)
            .Join(db.Users, membership => membership.UserId, user => user.Id, (_, user) => new { user.Id, user.FirstName, user.LastName })
            .ToDictionaryAsync(user => user.Id, user => $"{user.FirstName} {user.LastName}", ct);

        return new(home.Name, TimeZoneInfo.FindSystemTimeZoneById(home.TimeZone), people);
    }
}
