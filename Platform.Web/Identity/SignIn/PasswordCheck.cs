using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.SignIn;

/// <summary>Tells whether an address and a password go together, without ever telling which of the two was wrong.</summary>
public sealed class PasswordCheck(UserManager<User> users, Attempts attempts, PlatformDbs dbs, AccountLetters letters, Audit audit)
{
    // Checked in place of an unknown person's, so that both take as long.
    private static readonly string NobodysHash = new PasswordHasher<User>(Passwords.Hashing).HashPassword(null!, Guid.NewGuid().ToString());

    public async Task<PasswordOutcome> CheckAsync(string email, string password, Visitor from, CancellationToken ct)
    {
        var user = await users.FindByEmailAsync(email);
        var attempt = await attempts.BeginAsync(users.NormalizeEmail(email), user?.Id, from, ct);
        if (attempt.MustWait)
        {
            await NoteAsync(AuditKind.SignInHeldBack, user, from, ct);
            return new PasswordOutcome.Wait();
        }

        if (!await IsRightAsync(user, password))
        {
            await NoteAsync(AuditKind.SignInFailed, user, from, ct);
            return new PasswordOutcome.Wrong();
        }

        await attempts.SucceedAsync(attempt, ct);
        return user switch
        {
            { EmailConfirmed: false } => await RemindAsync(user, ct),
            { TwoFactorEnabled: true } => new PasswordOutcome.NeedsCode(user),
            _ => new PasswordOutcome.Right(user!),
        };
    }

    /// <summary>Asked again before something sensitive; a stolen open page is not enough.</summary>
    /// <returns>What is wrong, as the key of a text.</returns>
    public async Task<string?> FaultAsync(User user, string? password, Visitor from, CancellationToken ct)
    {
        var attempt = await attempts.BeginAsync(user.NormalizedEmail!, user.Id, from, ct);
        if (attempt.MustWait) return "PasswordWait";
        if (!await users.CheckPasswordAsync(user, password ?? "")) return "PasswordWrong";

        await attempts.SucceedAsync(attempt, ct);
        return null;
    }

    private async Task<PasswordOutcome> RemindAsync(User user, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        await letters.ConfirmEmailAsync(db, user);
        await db.SaveChangesAsync(ct);
        return new PasswordOutcome.Unconfirmed();
    }

    private async Task<bool> IsRightAsync(User? user, string password)
    {
        if (user?.PasswordHash is not null) return await users.CheckPasswordAsync(user, password);

        users.PasswordHasher.VerifyHashedPassword(null!, NobodysHash, password);
        return false;
    }

    /// <summary>Each of the person's organisations sees that somebody tried.</summary>
    private async Task NoteAsync(AuditKind kind, User? user, Visitor from, CancellationToken ct)
    {
        if (user is null) return;
        await using var db = dbs.OpenAcross();
        foreach (var organisation in await db.Set<Membership>().Where(m => m.UserId == user.Id).Select(m => m.OrganisationId).ToListAsync(ct))
            audit.Note(db, organisation, kind, from.Unknown(user.FullName), user.Email!);
        await db.SaveChangesAsync(ct);
    }
}

public abstract record PasswordOutcome
{
    public sealed record Wrong : PasswordOutcome;
    public sealed record Wait : PasswordOutcome;
    public sealed record Unconfirmed : PasswordOutcome;
    public sealed record NeedsCode(User User) : PasswordOutcome;
    public sealed record Right(User User) : PasswordOutcome;
}
