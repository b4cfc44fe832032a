using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.TwoFactor;
using Platform.Web.Store;

namespace Platform.Web.Identity.Settings;

/// <summary>How well a person's account is protected, and where it is open.</summary>
public sealed class SecurityQueries(PlatformDbs dbs, LoginSessions sessions)
{
    public async Task<SecurityView> ReadAsync(Guid user, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var account = await db.Users.AsNoTracking()
            .Where(u => u.Id == user)
            .Select(u => new { HasAuthenticator = u.AuthenticatorKey != null, u.CodeByEmail })
            .FirstAsync(ct);
        var left = await db.Set<RecoveryCode>().CountAsync(c => c.UserId == user, ct);
        return new(account.HasAuthenticator, account.CodeByEmail, left, await sessions.OfAsync(user, ct));
    }
}

public sealed record SecurityView(bool HasAuthenticator, bool CodeByEmail, int RecoveryCodesLeft, IReadOnlyList<LoginSession> Sessions)
{
    public bool HasSecondFactor => HasAuthenticator || CodeByEmail;
}
