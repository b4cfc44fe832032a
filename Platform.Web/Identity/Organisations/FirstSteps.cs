using Microsoft.EntityFrameworkCore;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

/// <summary>What a new seller has done of what makes the place theirs and safe.</summary>
public sealed class FirstSteps(PlatformDbs dbs)
{
    public sealed record Done(bool Logo, bool Team, bool TwoFactor);

    public async Task<Done> OfAsync(Actor by, CancellationToken ct = default)
    {
        // People belong to no one organisation, so they are read across.
        await using var db = dbs.OpenAcross();
        return await db.Set<Organisation>().AsNoTracking()
            .Where(organisation => organisation.Id == by.Organisation.Value)
            .Select(organisation => new Done(
                organisation.LogoVersion != null,
                db.Set<Membership>().Count(membership => membership.OrganisationId == organisation.Id) > 1,
                db.Users.Any(user => user.Id == by.Id && user.TwoFactorEnabled)))
            .FirstAsync(ct);
    }
}
