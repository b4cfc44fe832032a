using Microsoft.AspNetCore.Identity;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.TwoFactor;

/// <summary>A new password ends every other session and is told to its owner by email.</summary>
public sealed class PasswordChange(UserManager<User> users, PlatformDbs dbs, LoginSessions sessions, AccountLetters letters, Audit audit)
{
    /// <returns>What is wrong with the new one, as the key of a text.</returns>
    public async Task<string?> ChangeAsync(User user, string current, string wanted, Member by, CancellationToken ct)
    {
        if (Passwords.Fault(wanted, user) is { } fault) return fault;
        if (!(await users.ChangePasswordAsync(user, current, wanted)).Succeeded) return "PasswordTooCommon";

        await sessions.KeepAsync(user, by.Session, ct);
        await using var db = dbs.OpenAcross();
        letters.PasswordChanged(db, user);
        audit.Note(db, by.Organisation.Value, AuditKind.PasswordChanged, by.By);
        await db.SaveChangesAsync(ct);
        return null;
    }
}
