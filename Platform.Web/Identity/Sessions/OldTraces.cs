using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.SignIn;
using Platform.Web.Identity.Team;
using Platform.Web.Identity.TwoFactor;
using Platform.Web.Store;

namespace Platform.Web.Identity.Sessions;

/// <summary>What people leave behind by coming and going is forgotten once it guards nothing. The audit trail stays.</summary>
public sealed class OldTraces(PlatformDbs dbs, TimeProvider clock)
{
    /// <summary>Whoever invited sees for a while that nobody came.</summary>
    private static readonly TimeSpan InvitationsSeen = TimeSpan.FromDays(30);

    public async Task ForgetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = dbs.OpenAcross();
        await db.Set<SignInAttempt>().Where(a => a.At < now - Attempts.Window).ExecuteDeleteAsync(ct);
        await db.Set<LoginSession>().Where(s => s.EndedAt != null || s.ExpiresAt < now || s.SeenAt < now - LoginSessions.Idle).ExecuteDeleteAsync(ct);
        await db.Set<EmailCode>().Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Set<KnownDevice>().Where(d => d.SeenAt < now - Visitors.Remembered).ExecuteDeleteAsync(ct);
        await db.Set<Invitation>().Where(i => i.ExpiresAt < now - InvitationsSeen).ExecuteDeleteAsync(ct);
    }
}
