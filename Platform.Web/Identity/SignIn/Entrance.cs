using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.SignIn;

/// <summary>Lets a person in once everything asked of them was right: a new session, a new cookie.</summary>
public sealed class Entrance(PlatformDbs dbs, LoginSessions sessions, Visitors visitors, AccountLetters letters, Audit audit, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private static readonly TimeSpan ForTheDay = TimeSpan.FromHours(12);

    public async Task EnterAsync(HttpContext http, User user, bool remember, CancellationToken ct)
    {
        var lifetime = remember ? Remembered : ForTheDay;
        var session = await OpenAsync(user, visitors.Of(http), visitors.Remember(http), lifetime, ct);
        await http.SignInAsync(Schemes.Cookie, PrincipalOf(session, Schemes.Cookie), new AuthenticationProperties
        {
            IsPersistent = remember,
            ExpiresUtc = session.ExpiresAt,
        });
    }

    /// <summary>A session for a program, which has no cookies.</summary>
    public async Task<LoginSession> EnterAsync(User user, Visitor from, CancellationToken ct) =>
        await OpenAsync(user, from, device: null, ForTheDay, ct);

    public static ClaimsPrincipal PrincipalOf(LoginSession session, string scheme) => new(new ClaimsIdentity(
        [new(ClaimNames.User, session.UserId.ToString("D")), new(ClaimNames.Session, session.Id.ToString("D"))], scheme));

    private async Task<LoginSession> OpenAsync(User user, Visitor from, Guid? device, TimeSpan lifetime, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var home = await db.Set<Membership>()
            .Where(m => m.UserId == user.Id)
            .OrderBy(m => m.CreatedAt)
            .Select(m => m.OrganisationId)
            .FirstAsync(ct);

        var session = sessions.Open(db, user, home, from, lifetime);
        audit.Note(db, home, AuditKind.SignedIn, from.As(user));
        if (device is { } browser && await IsNewToAsync(db, user, browser, ct))
            letters.NewDevice(db, user, from, clock.GetUtcNow(), await db.Set<Organisation>().Where(o => o.Id == home).Select(o => o.TimeZone).FirstAsync(ct));
        await db.SaveChangesAsync(ct);
        return session;
    }

    /// <summary>The very first device is nobody's news.</summary>
    private async Task<bool> IsNewToAsync(PlatformDb db, User user, Guid device, CancellationToken ct)
    {
        var others = await db.Set<KnownDevice>().Where(d => d.UserId == user.Id).Select(d => d.Device).ToListAsync(ct);
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"""
            insert into known_devices (user_id, device, seen_at) values ({user.Id}, {device}, {now})
            on conflict (user_id, device) do update set seen_at = excluded.seen_at
            """, ct);
        return others.Count > 0 && !others.Contains(device);
    }
}
