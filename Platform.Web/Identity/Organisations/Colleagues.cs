using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

/// <summary>Who works here and on whose clock: what other screens ask of an organisation.</summary>
public sealed class Colleagues(PlatformDbs dbs, IStringLocalizer<Texts> texts)
{
    /// <param name="People">Who has an account here.</param>
    /// <param name="PhoneApp">How whoever writes on the shop's own phone is called.</param>
    /// <param name="Gone">How somebody is called who left.</param>
    public sealed record Place(string Name, TimeZoneInfo Zone, IReadOnlyDictionary<Guid, string> People, string PhoneApp, string Assistant, string Gone)
    {
        /// <summary>Of anybody who speaks for the shop; no person at all means the assistant.</summary>
        public string NameOf(Guid member) => member switch
        {
            _ when People.TryGetValue(member, out var name) => name,
            _ when member == MemberId.PhoneApp.Value => PhoneApp,
            _ when member == Guid.Empty => Assistant,
            _ => Gone,
        };
    }

    /// <summary>Who may change how the shop works.</summary>
    public async Task<List<Guid>> LeadersAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Membership>().AsNoTracking().Where(m => m.OrganisationId == organisation.Value && (m.Role == Role.Owner || m.Role == Role.Admin)).Select(m => m.UserId).ToListAsync(ct);
    }

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

        return new(home.Name, TimeZoneInfo.FindSystemTimeZoneById(home.TimeZone), people, texts["ShopPhone"], texts["TheAssistant"], texts["FormerColleague"]);
    }
}
