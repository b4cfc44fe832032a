using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Identity.Sessions;

/// <summary>Opens, checks and ends sessions. A check is remembered for seconds, so that a page's many requests ask once.</summary>
public sealed class LoginSessions(PlatformDbs dbs, TimeProvider clock)
{
    /// <summary>How long another node may not yet know that a session ended or a role changed.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    /// <summary>A session nobody used for this long has ended.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<Guid, (Member? Member, DateTimeOffset Until)> checks = new();

    /// <summary>The session joins what the caller saves.</summary>
    public LoginSession Open(PlatformDb db, User user, Guid organisation, Visitor from, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        var session = new LoginSession
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            OrganisationId = organisation,
            SecurityStamp = user.SecurityStamp!,
            Address = from.Address,
            Agent = from.Agent,
            CreatedAt = now,
            SeenAt = now,
            ExpiresAt = now + lifetime,
        };
        db.Add(session);
        return session;
    }

    /// <summary>Who is behind a session now, or nobody when it ended, grew old, or its person has no place left.</summary>
    public async ValueTask<Member?> CheckAsync(Guid session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (checks.TryGetValue(session, out var check) && check.Until > now) return check.Member;

        var member = await ReadAsync(session, now, ct);
        if (checks.Count > MostRemembered) checks.Clear();
        checks[session] = (member, now + Remembered);
        return member;
    }

    public async Task EndAsync(Guid user, Guid session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = dbs.OpenAcross();
        await db.Set<LoginSession>()
            .Where(s => s.Id == session && s.UserId == user && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct);
        checks.TryRemove(session, out _);
    }

    /// <summary>The session that changed the password or the second factor goes on; the others stay behind with the old stamp.</summary>
    public async Task KeepAsync(User user, Guid session, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        await db.Set<LoginSession>()
            .Where(s => s.Id == session && s.UserId == user.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SecurityStamp, user.SecurityStamp), ct);
        ForgetChecks();
    }

    public async Task<List<LoginSession>> OfAsync(Guid user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = dbs.OpenAcross();
        return await (
            from session in db.Set<LoginSession>().AsNoTracking()
            join person in db.Users on session.UserId equals person.Id
            where session.UserId == user && session.EndedAt == null && session.ExpiresAt > now && session.SeenAt > now - Idle
                && session.SecurityStamp == person.SecurityStamp
            orderby session.SeenAt descending
            select session).Take(50).ToListAsync(ct);
    }

    /// <summary>How many people have an open page there; a session is noted only now and then, so a little of the past counts as now.</summary>
    public async Task<int> OnlineAsync(OrganisationId organisation, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - (2 * SeenEvery);
        await using var db = dbs.OpenAcross();
        return await db.Set<LoginSession>().Where(s => s.OrganisationId == organisation.Value && s.EndedAt == null && s.SeenAt > since).Select(s => s.UserId).Distinct().CountAsync(ct);
    }

    /// <summary>After a role, a membership or a stamp changed on this node.</summary>
    public void ForgetChecks() => checks.Clear();

    private async Task<Member?> ReadAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var places = await (
            from session in db.Set<LoginSession>()
            join person in db.Users on session.UserId equals person.Id
            join membership in db.Set<Membership>() on person.Id equals membership.UserId
            where session.Id == id && session.EndedAt == null && session.ExpiresAt > now && session.SeenAt > now - Idle
                && session.SecurityStamp == person.SecurityStamp
            orderby membership.OrganisationId == session.OrganisationId descending, membership.CreatedAt
            select new
            {
                session.UserId, session.OrganisationId, session.Address, session.Agent, session.SeenAt,
                person.FirstName, person.LastName, person.Email,
                Place = membership.OrganisationId, membership.Role,
            }).Take(1).ToListAsync(ct);
        if (places is not [var found]) return null;

        if (found.Place != found.OrganisationId || now - found.SeenAt > SeenEvery)
        {
            await db.Set<LoginSession>().Where(s => s.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.OrganisationId, found.Place).SetProperty(s => s.SeenAt, now), ct);
        }

        return new Member(
            id, found.UserId, $"{found.FirstName} {found.LastName}".Trim(), found.Email!, new OrganisationId(found.Place), found.Role, found.Address, found.Agent);
    }
}
