using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

/// <summary>The organisations a person belongs to, and the one they are working in.</summary>
public sealed class OrganisationSwitch(PlatformDbs dbs, LoginSessions sessions, Audit audit)
{
    public async Task<List<Place>> PlacesOfAsync(Guid user, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await (
            from membership in db.Set<Membership>()
            join organisation in db.Set<Organisation>() on membership.OrganisationId equals organisation.Id
            where membership.UserId == user
            orderby organisation.Name
            select new Place(organisation.Id, organisation.Name, organisation.Kind, membership.Role, organisation.TimeZone)).ToListAsync(ct);
    }

    /// <summary>False when it is not one of theirs; whether it exists is nobody's business.</summary>
    public async Task<bool> SwitchAsync(Member member, Guid organisation, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var place = (await PlacesOfAsync(member.User, ct)).Find(p => p.Organisation == organisation);
        if (place is null) return false;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<LoginSession>().Where(s => s.Id == member.Session).ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganisationId, organisation), ct);
        audit.Note(db, organisation, AuditKind.OrganisationSwitched, member.By, place.Name);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        sessions.ForgetChecks();
        return true;
    }

    public sealed record Place(Guid Organisation, string Name, OrganisationKind Kind, Role Role, string TimeZone);
}
