using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.SignIn;
using Platform.Web.Store;

namespace Platform.Web.Identity.Recovery;

/// <summary>A new password for somebody who reads their email. Second factors stay as they are: a mailbox alone opens nothing.</summary>
public sealed class PasswordRecovery(
    UserManager<User> users, PlatformDbs dbs, Attempts attempts, AccountLetters letters, LoginSessions sessions, Audit audit)
{
    public async Task AskAsync(string email, Visitor from, CancellationToken ct)
    {
        // Counted like guesses, so that nobody's mailbox is flooded.
        var attempt = await attempts.BeginAsync($"recovery {users.NormalizeEmail(email)}", user: null, from, ct);
        if (attempt.MustWait || await users.FindByEmailAsync(email) is not { } user) return;

        await using var db = dbs.OpenAcross();
        await letters.ResetPasswordAsync(db, user);
        await db.SaveChangesAsync(ct);
    }

    /// <returns>What is wrong, as the key of a text.</returns>
    public async Task<string?> ResetAsync(string? id, string? code, string password, Visitor from, CancellationToken ct)
    {
        var user = Guid.TryParse(id, out var known) ? await users.FindByIdAsync(known.ToString("D")) : null;
        if (user is null) return "LinkStaleReset";
        if (Passwords.Fault(password, user) is { } fault) return fault;

        // The link came by email, so whoever follows it reads that address.
        user.EmailConfirmed = true;
        if (!(await users.ResetPasswordAsync(user, code ?? "", password)).Succeeded) return "LinkStaleReset";

        sessions.ForgetChecks();
        await using var db = dbs.OpenAcross();
        letters.PasswordChanged(db, user);
        foreach (var organisation in await db.Set<Membership>().Where(m => m.UserId == user.Id).Select(m => m.OrganisationId).ToListAsync(ct))
            audit.Note(db, organisation, AuditKind.PasswordReset, from.As(user));
        await db.SaveChangesAsync(ct);
        return null;
    }
}
