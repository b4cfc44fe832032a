using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.SignUp;
using Platform.Web.Store;

namespace Platform.Web.Identity.Team;

/// <summary>Turns an invitation into a place. The link came by email, so it also proves the address.</summary>
public sealed class Joining(
    UserManager<User> users, Registration registration, PlatformDbs dbs, LoginSessions sessions, Audit audit, TimeProvider clock)
{
    public async Task<Offer?> FindAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (TeamRoster.Hash(token), clock.GetUtcNow());
        await using var db = dbs.OpenAcross();
        var found = await (
            from invitation in db.Set<Invitation>()
            join organisation in db.Set<Organisation>() on invitation.OrganisationId equals organisation.Id
            where invitation.TokenHash == hash && invitation.ExpiresAt > now
            select new { invitation.Id, invitation.Email, invitation.Role, Organisation = organisation.Id, organisation.Name }).FirstOrDefaultAsync(ct);
        if (found is null) return null;

        var known = await users.FindByEmailAsync(found.Email);
        return new(found.Id, found.Organisation, found.Name, found.Email, found.Role, known);
    }

    /// <returns>What is wrong with the form; empty when they are in.</returns>
    public async Task<Faults> JoinAsNewAsync(Offer offer, JoiningForm form, Language language, Visitor from, CancellationToken ct)
    {
        var faults = new Faults();
        faults.Require(nameof(form.FirstName), form.FirstName, longest: 60);
        faults.Require(nameof(form.LastName), form.LastName, longest: 60);
        var user = registration.Person(form.FirstName ?? "", form.LastName ?? "", offer.Email, language);
        if (Passwords.Fault(form.Password ?? "", user) is { } fault) faults.Add(nameof(form.Password), fault);
        if (faults.Any) return faults;

        user.PasswordHash = users.PasswordHasher.HashPassword(user, form.Password!);
        user.EmailConfirmed = true;
        if (!await TakePlaceAsync(offer, user, isNew: true, from, session: null, ct)) faults.Add(nameof(form.Password), "InvitationGone");
        return faults;
    }

    public Task<User?> FindByEmailAsync(string email) => users.FindByEmailAsync(email);

    /// <summary>False when the invitation was used or taken back in the meantime.</summary>
    public Task<bool> JoinAsync(Offer offer, User user, Visitor from, Guid session, CancellationToken ct) =>
        TakePlaceAsync(offer, user, isNew: false, from, session, ct);

    private async Task<bool> TakePlaceAsync(Offer offer, User user, bool isNew, Visitor from, Guid? session, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Whoever deletes the invitation has the place; a second click finds nothing.
        if (await db.Set<Invitation>().Where(i => i.Id == offer.Invitation).ExecuteDeleteAsync(ct) == 0) return false;

        if (isNew) db.Add(user);
        db.Add(new Membership { OrganisationId = offer.Organisation, UserId = user.Id, Role = offer.Role, CreatedAt = clock.GetUtcNow() });
        audit.Note(db, offer.Organisation, AuditKind.MemberJoined, from.As(user), $"{user.Email} ({offer.Role})");
        await db.SaveChangesAsync(ct);
        if (session is { } here)
            await db.Set<LoginSession>().Where(s => s.Id == here && s.UserId == user.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganisationId, offer.Organisation), ct);
        await transaction.CommitAsync(ct);
        sessions.ForgetChecks();
        return true;
    }

    public sealed record Offer(Guid Invitation, Guid Organisation, string OrganisationName, string Email, Role Role, User? Known);
}

public sealed class JoiningForm
{
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Password { get; set; }
}
