using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.SignIn;
using Platform.Web.Store;

namespace Platform.Web.Identity.TwoFactor;

/// <summary>The second thing asked at sign-in: a code from the phone, from the mailbox, or from the drawer.</summary>
public sealed class SecondFactor(
    UserManager<User> users, PlatformDbs dbs, Attempts attempts, AccountLetters letters, LoginSessions sessions,
    IDataProtectionProvider protection, Audit audit, TimeProvider clock)
{
    public const int RecoveryCodes = 10;
    private static readonly TimeSpan EmailCodeLife = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("authenticator");

    /// <summary>Every code works once. Five wrong ones in a quarter of an hour, and the sixth is not even looked at.</summary>
    public async Task<CodeOutcome> CheckAsync(User user, string? typed, Visitor from, CancellationToken ct)
    {
        var attempt = await attempts.BeginAsync($"code {user.Id:N}", user.Id, from, ct);
        if (attempt.MustWait) return CodeOutcome.Wait;

        var code = Codes.Clean(typed);
        var isRight = Codes.AsRecovery(code) is { } recovery
            ? await UseRecoveryAsync(user, recovery, from, ct)
            : await UseStepAsync(user, code, ct) || await UseEmailedAsync(user, code, ct);
        if (!isRight)
        {
            await NoteAsync(user, AuditKind.SignInFailed, from.As(user), ct);
            return CodeOutcome.Wrong;
        }

        await attempts.SucceedAsync(attempt, ct);
        return CodeOutcome.Right;
    }

    /// <summary>False when too many were asked for.</summary>
    public async Task<bool> EmailCodeAsync(User user, Visitor from, CancellationToken ct)
    {
        if (!user.CodeByEmail || (await attempts.BeginAsync($"mail {user.Id:N}", user: null, from, ct)).MustWait) return false;

        var code = Codes.NewDigits();
        var (hash, expires) = (Codes.Hash(user.Id, code), clock.GetUtcNow() + EmailCodeLife);
        await using var db = dbs.OpenAcross();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into email_codes (user_id, hash, expires_at) values ({user.Id}, {hash}, {expires})
            on conflict (user_id) do update set hash = excluded.hash, expires_at = excluded.expires_at
            """, ct);
        letters.SignInCode(db, user, code);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public AuthenticatorOffer Offer(User user, string? kept)
    {
        var secret = Read(kept) ?? Totp.NewSecret();
        return new(secret, protector.Protect(Convert.ToBase64String(secret)), Totp.Address(secret, user.Email!));
    }

    /// <returns>The recovery codes when the person had none; null when the code was wrong.</returns>
    public async Task<IReadOnlyList<string>?> AddAuthenticatorAsync(User user, string? kept, string? typed, Member by, CancellationToken ct)
    {
        if (Read(kept) is not { } secret || Totp.StepOf(secret, Codes.Clean(typed), clock.GetUtcNow()) is not { } step) return null;

        user.AuthenticatorKey = protector.Protect(Convert.ToBase64String(secret));
        user.AuthenticatorStep = step;
        return await ChangeAsync(user, AuditKind.AuthenticatorAdded, by, ct);
    }

    public Task RemoveAuthenticatorAsync(User user, Member by, CancellationToken ct)
    {
        user.AuthenticatorKey = null;
        return ChangeAsync(user, AuditKind.AuthenticatorRemoved, by, ct);
    }

    public Task<IReadOnlyList<string>> SwitchEmailCodeAsync(User user, bool on, Member by, CancellationToken ct)
    {
        user.CodeByEmail = on;
        return ChangeAsync(user, on ? AuditKind.EmailCodeEnabled : AuditKind.EmailCodeDisabled, by, ct);
    }

    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(User user, Member by, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<RecoveryCode>().Where(c => c.UserId == user.Id).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Codes.NewRecovery()).ToArray();
        db.AddRange(codes.Select(code => new RecoveryCode { UserId = user.Id, Hash = Codes.Hash(user.Id, code) }));
        audit.Note(db, by.Organisation.Value, AuditKind.RecoveryCodesMade, by.By);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return codes;
    }

    public async Task<int> RecoveryCodesLeftAsync(Guid user, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<RecoveryCode>().CountAsync(c => c.UserId == user, ct);
    }

    /// <summary>Other sessions end with the stamp; this one goes on. The person hears of it by email.</summary>
    private async Task<IReadOnlyList<string>> ChangeAsync(User user, AuditKind kind, Member by, CancellationToken ct)
    {
        var hadCodes = user.TwoFactorEnabled;
        user.TwoFactorEnabled = user.AuthenticatorKey is not null || user.CodeByEmail;
        await users.UpdateSecurityStampAsync(user);
        await sessions.KeepAsync(user, by.Session, ct);

        await using (var db = dbs.OpenAcross())
        {
            letters.SecondFactorChanged(db, user);
            audit.Note(db, by.Organisation.Value, kind, by.By);
            await db.SaveChangesAsync(ct);
        }

        return user.TwoFactorEnabled && !hadCodes ? await NewRecoveryCodesAsync(user, by, ct) : [];
    }

    private async Task<bool> UseStepAsync(User user, string code, CancellationToken ct)
    {
        if (Read(user.AuthenticatorKey) is not { } secret || Totp.StepOf(secret, code, clock.GetUtcNow()) is not { } step) return false;

        // Two requests with the same code race for the same row: one of them moves the step.
        await using var db = dbs.OpenAcross();
        return await db.Users
            .Where(u => u.Id == user.Id && u.AuthenticatorStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.AuthenticatorStep, step), ct) == 1;
    }

    private async Task<bool> UseEmailedAsync(User user, string code, CancellationToken ct)
    {
        if (!user.CodeByEmail) return false;

        var (hash, now) = (Codes.Hash(user.Id, code), clock.GetUtcNow());
        await using var db = dbs.OpenAcross();
        return await db.Set<EmailCode>().Where(c => c.UserId == user.Id && c.Hash == hash && c.ExpiresAt > now).ExecuteDeleteAsync(ct) == 1;
    }

    private async Task<bool> UseRecoveryAsync(User user, string code, Visitor from, CancellationToken ct)
    {
        var hash = Codes.Hash(user.Id, code);
        await using var db = dbs.OpenAcross();
        if (await db.Set<RecoveryCode>().Where(c => c.UserId == user.Id && c.Hash == hash).ExecuteDeleteAsync(ct) == 0) return false;

        await NoteAsync(user, AuditKind.RecoveryCodeUsed, from.As(user), ct);
        return true;
    }

    private async Task NoteAsync(User user, AuditKind kind, By by, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        foreach (var organisation in await db.Set<Membership>().Where(m => m.UserId == user.Id).Select(m => m.OrganisationId).ToListAsync(ct))
            audit.Note(db, organisation, kind, by);
        await db.SaveChangesAsync(ct);
    }

    private byte[]? Read(string? kept)
    {
        if (string.IsNullOrEmpty(kept)) return null;
        try
        {
            return Convert.FromBase64String(protector.Unprotect(kept));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // Not sealed by us: as good as none.
        }
    }
}

public enum CodeOutcome { Right, Wrong, Wait }

/// <param name="Kept">The secret, sealed, as it travels in the form until the first code proves that the phone has it.</param>
public sealed record AuthenticatorOffer(byte[] Secret, string Kept, string Address);
