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
        var members = await db.Set<Membership>().AsNoTracking().Where(m => m.OrganisationId == organisation.Value).Select(m => m.UserId).ToListAsync(ct);

        // People belong to no organisation, so their names are asked for apart, and only of those who are members here.
        await using var everybody = dbs.OpenAcross();
        var people = await everybody.Users.AsNoTracking().Where(user => members.Contains(user.Id))
            .Select(user => new { user.Id, user.FirstName, user.LastName })
            .ToDictionaryAsync(user => user.Id, user => $"{user.FirstName} {user.LastName}", ct);

        return new(home.Name, TimeZoneInfo.FindSystemTimeZoneById(home.TimeZone), people);
    }
}
