using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.SignIn;

/// <summary>Lets a person in once everything asked of them was right: a new session, a new cookie.</summary>
public sealed class Entrance(PlatformDbs dbs, LoginSessions sessions, Visitors visitors, Audit audit, TimeProvider clock)
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
        if (device is { } browser) await NoteDeviceAsync(db, user, browser, ct);
        await db.SaveChangesAsync(ct);
        return session;
    }

    private async Task NoteDeviceAsync(PlatformDb db, User user, Guid device, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var seen = await db.Set<KnownDevice>()
            .Where(d => d.UserId == user.Id && d.Device == device)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.SeenAt, now), ct);
        if (seen == 0) db.Add(new KnownDevice { UserId = user.Id, Device = device, SeenAt = now });
    }
}
