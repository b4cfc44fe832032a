using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Mail;
using Platform.Web.Store;

namespace Platform.Web.Identity.Team;

/// <summary>The people of an organisation: invited, moved from role to role, let go. There is always an owner.</summary>
public sealed class TeamRoster(
    PlatformDbs dbs, LoginSessions sessions, ILookupNormalizer names, Outbox outbox, PublicAddress address, Audit audit, TimeProvider clock)
{
    public async Task<TeamView> ReadAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var members = await (
            from membership in db.Set<Membership>()
            join user in db.Users on membership.UserId equals user.Id
            where membership.OrganisationId == organisation.Value
            orderby membership.CreatedAt
            select new TeamMember(user.Id, user.FirstName + " " + user.LastName, user.Email!, membership.Role, user.TwoFactorEnabled)).ToListAsync(ct);
        var invitations = await db.Set<Invitation>().AsNoTracking().Where(i => i.OrganisationId == organisation.Value).OrderBy(i => i.SentAt).ToListAsync(ct);
        return new(members, [.. invitations.Select(i => new TeamInvitation(i.Id, i.Email, i.Role, i.SentAt, i.ExpiresAt < clock.GetUtcNow()))]);
    }

    public Task<Refusal?> InviteAsync(Member by, string email, Role role, CancellationToken ct) => ChangeAsync(by, async (db, leader) =>
    {
        if (!EmailAddress.IsPlausible(email)) return new("team.email_wrong");
        if (!TeamRules.MayGive(leader, role)) return new("team.not_allowed");

        var normalized = names.NormalizeEmail(email);
        var invited = await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        if (invited is not null && await db.Set<Membership>().AnyAsync(m => m.OrganisationId == by.Organisation.Value && m.UserId == invited.Id, ct)) return new("team.already_member");

        var lowered = email.ToLowerInvariant();
        await db.Set<Invitation>().Where(i => i.OrganisationId == by.Organisation.Value && i.Email == lowered).ExecuteDeleteAsync(ct);
        if (await TakenAsync(db, by.Organisation, ct) >= TeamRules.Seats) return new("team.seats_full");

        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            OrganisationId = by.Organisation.Value,
            Email = lowered,
            Role = role,
            TokenHash = [],
            InvitedBy = by.User,
            SentAt = default,
            ExpiresAt = default,
        };
        db.Add(invitation);
        await SendAsync(db, invitation, by, invited?.Language, ct);
        audit.Note(db, by.Organisation.Value, AuditKind.MemberInvited, by.By, $"{email} ({role})");
        return null;
    }, ct);

    public Task<Refusal?> ResendAsync(Member by, Guid id, CancellationToken ct) => ChangeAsync(by, async (db, leader) =>
    {
        if (await FindAsync(db, by, id, ct) is not { } invitation) return new("team.gone");
        if (!TeamRules.MayGive(leader, invitation.Role)) return new("team.not_allowed");

        await SendAsync(db, invitation, by, language: null, ct);
        audit.Note(db, by.Organisation.Value, AuditKind.InvitationResent, by.By, invitation.Email);
        return null;
    }, ct);

    public Task<Refusal?> RevokeAsync(Member by, Guid id, CancellationToken ct) => ChangeAsync(by, async (db, leader) =>
    {
        if (await FindAsync(db, by, id, ct) is not { } invitation) return null;
        if (!TeamRules.MayGive(leader, invitation.Role)) return new("team.not_allowed");

        db.Remove(invitation);
        audit.Note(db, by.Organisation.Value, AuditKind.InvitationRevoked, by.By, invitation.Email);
        return null;
    }, ct);

    public Task<Refusal?> ChangeRoleAsync(Member by, Guid user, Role role, CancellationToken ct) => ChangeAsync(by, async (db, leader) =>
    {
        if (await MembershipAsync(db, by, user, ct) is not { } membership) return new("team.gone");
        if (membership.Role == role) return null;
        if (!TeamRules.MayTouch(leader, membership.Role) || !TeamRules.MayGive(leader, role)) return new("team.not_allowed");
        if (await IsLastOwnerAsync(db, membership, ct)) return new("team.last_owner");

        audit.Note(db, by.Organisation.Value, AuditKind.RoleChanged, by.By, $"{await NameAsync(db, user, ct)}: {membership.Role} → {role}");
        membership.Role = role;
        return null;
    }, ct);

    /// <summary>Anybody may leave; letting somebody else go takes a leader.</summary>
    public Task<Refusal?> RemoveAsync(Member by, Guid user, CancellationToken ct) => ChangeAsync(by, async (db, leader) =>
    {
        if (await MembershipAsync(db, by, user, ct) is not { } membership) return null;
        if (user != by.User && !TeamRules.MayTouch(leader, membership.Role)) return new("team.not_allowed");
        if (await IsLastOwnerAsync(db, membership, ct)) return new("team.last_owner");

        db.Remove(membership);
        audit.Note(db, by.Organisation.Value, user == by.User ? AuditKind.MemberLeft : AuditKind.MemberRemoved, by.By, await NameAsync(db, user, ct));
        return null;
    }, ct);

    /// <summary>One change of a team at a time: two owners who demote each other at once would leave none.</summary>
    private async Task<Refusal?> ChangeAsync(Member by, Func<PlatformDb, Role, Task<Refusal?>> change, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from organisations where id = {by.Organisation.Value} for update", ct);

        var leader = await MembershipAsync(db, by, by.User, ct);
        if (leader is null) return new("team.not_allowed");
        if (await change(db, leader.Role) is { } refusal) return refusal;

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        sessions.ForgetChecks();
        return null;
    }

    private async Task SendAsync(PlatformDb db, Invitation invitation, Member by, string? language, CancellationToken ct)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        invitation.TokenHash = Hash(token);
        invitation.SentAt = clock.GetUtcNow();
        invitation.ExpiresAt = invitation.SentAt + Invitation.Life;

        var organisation = await db.Set<Organisation>().Where(o => o.Id == invitation.OrganisationId).Select(o => o.Name).FirstAsync(ct);
        var words = Languages.FromCode(language ?? CultureInfo.CurrentUICulture.Name);
        outbox.Put(db, invitation.Email, Letters.Invitation(words, by.Name, organisation, invitation.Role.ToString(), address.Of($"/invitation?jeton={token}")));
    }

    private static Task<Invitation?> FindAsync(PlatformDb db, Member by, Guid id, CancellationToken ct) =>
        db.Set<Invitation>().FirstOrDefaultAsync(i => i.Id == id && i.OrganisationId == by.Organisation.Value, ct);

    private static Task<Membership?> MembershipAsync(PlatformDb db, Member by, Guid user, CancellationToken ct) =>
        db.Set<Membership>().FirstOrDefaultAsync(m => m.OrganisationId == by.Organisation.Value && m.UserId == user, ct);

    private static async Task<bool> IsLastOwnerAsync(PlatformDb db, Membership membership, CancellationToken ct) =>
        membership.Role is Role.Owner or Role.Influencer or Role.Staff
        && !await db.Set<Membership>().AnyAsync(m => m.OrganisationId == membership.OrganisationId && m.UserId != membership.UserId && m.Role == membership.Role, ct);

    private static async Task<int> TakenAsync(PlatformDb db, OrganisationId organisation, CancellationToken ct) =>
        await db.Set<Membership>().CountAsync(m => m.OrganisationId == organisation.Value, ct)
        + await db.Set<Invitation>().CountAsync(i => i.OrganisationId == organisation.Value, ct);

    private static async Task<string> NameAsync(PlatformDb db, Guid user, CancellationToken ct) =>
        await db.Users.Where(u => u.Id == user).Select(u => u.FirstName + " " + u.LastName).FirstAsync(ct);

    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}

public sealed record TeamView(IReadOnlyList<TeamMember> Members, IReadOnlyList<TeamInvitation> Invitations)
{
    public int Taken => Members.Count + Invitations.Count;
}

public sealed record TeamMember(Guid User, string Name, string Email, Role Role, bool HasSecondFactor);
public sealed record TeamInvitation(Guid Id, string Email, Role Role, DateTimeOffset SentAt, bool IsExpired);
