using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.WebPush;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Notifications;

/// <summary>What one person wants to be told, where and when: their own, and nobody else's to change.</summary>
public sealed class NoticeDesk(PlatformDbs dbs, TimeProvider clock)
{
    public const int MostBrowsers = 10;

    public sealed record Wishes(Dictionary<NoticeKind, HashSet<NoticeWay>> Ways, NoticeHabits Habits, List<PushBrowser> Browsers);

    public async Task<Wishes> OfAsync(Actor by, CancellationToken ct = default)
    {
        await using var db = dbs.Open(by.Organisation);
        var member = MemberOf(by);
        var choices = await db.Set<NoticeChoice>().AsNoTracking().Where(c => c.OrganisationId == by.Organisation.Value && c.Member == member).ToDictionaryAsync(c => c.Kind, ct);
        return new(
            NoticeKinds.All.ToDictionary(kind => kind, kind => (choices.TryGetValue(kind, out var choice) ? choice.Chosen() : kind.Proposed()).ToHashSet()),
            await db.Set<NoticeHabits>().AsNoTracking().FirstOrDefaultAsync(h => h.OrganisationId == by.Organisation.Value && h.Member == member, ct) ?? new(by.Organisation.Value, member, null, null, null),
            await db.Set<PushBrowser>().AsNoTracking().Where(b => b.OrganisationId == by.Organisation.Value && b.Member == member).OrderBy(b => b.CreatedAt).ToListAsync(ct));
    }

    public async Task ChooseAsync(Actor by, NoticeKind kind, IEnumerable<NoticeWay> ways, CancellationToken ct = default)
    {
        var (member, chosen) = (MemberOf(by), ways.Select(way => way.ToString()).Order(StringComparer.Ordinal).ToArray());
        await using var db = dbs.Open(by.Organisation);
        await db.Database.ExecuteSqlAsync($"""
            insert into notice_choices (organisation_id, member, kind, ways) values ({by.Organisation.Value}, {member}, {kind.ToString()}, {chosen})
            on conflict (organisation_id, member, kind) do update set ways = excluded.ways
            """, ct);
    }

    /// <param name="phone">As people write it at home or abroad; empty for none.</param>
    public async Task<Refusal?> SettleAsync(Actor by, string? phone, TimeOnly? quietFrom, TimeOnly? quietUntil, CancellationToken ct = default)
    {
        await using var db = dbs.Open(by.Organisation);
        var home = Country.Find(await db.Set<Organisation>().Where(o => o.Id == by.Organisation.Value).Select(o => o.Country).FirstAsync(ct));
        PhoneNumber? number = null;
        if (phone is { Length: > 0 } && !PhoneNumber.TryParse(phone, home, out number)) return new("notices.phone");

        await db.Database.ExecuteSqlAsync($"""
            insert into notice_habits (organisation_id, member, phone, quiet_from, quiet_until) values ({by.Organisation.Value}, {MemberOf(by)}, {number?.Value}, {quietFrom}, {quietUntil})
            on conflict (organisation_id, member) do update set phone = excluded.phone, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until
            """, ct);
        return null;
    }

    /// <summary>As the browser names itself. It may do so again and again; the last word holds.</summary>
    public async Task<Refusal?> SubscribeAsync(Actor by, string endpoint, string key, string secret, string agent, CancellationToken ct = default)
    {
        if (endpoint.Length > 1000 || !Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) return new("notices.browser");
        if (!Base64Url.IsValid(key) || !Base64Url.IsValid(secret)) return new("notices.browser");

        var (point, salt) = (Base64Url.DecodeFromChars(key), Base64Url.DecodeFromChars(secret));
        if (point.Length != PushCipher.PublicKeyLength || salt.Length != PushCipher.SecretLength || !IsPoint(point)) return new("notices.browser");

        await using var db = dbs.Open(by.Organisation);
        var (member, now) = (MemberOf(by), clock.GetUtcNow());
        if (await db.Set<PushBrowser>().CountAsync(b => b.OrganisationId == by.Organisation.Value && b.Member == member && b.Endpoint != endpoint, ct) >= MostBrowsers) return new("notices.browsers");

        await db.Database.ExecuteSqlAsync($"""
            insert into push_browsers (organisation_id, id, member, endpoint, key, secret, agent, created_at)
            values ({by.Organisation.Value}, {Guid.CreateVersion7(now)}, {member}, {endpoint}, {point}, {salt}, {agent[..Math.Min(agent.Length, 200)]}, {now})
            on conflict (organisation_id, member, endpoint) do update set key = excluded.key, secret = excluded.secret, agent = excluded.agent
            """, ct);
        return null;
    }

    public async Task ForgetAsync(Actor by, Guid browser, CancellationToken ct = default)
    {
        await using var db = dbs.Open(by.Organisation);
        var member = MemberOf(by);
        await db.Set<PushBrowser>().Where(b => b.OrganisationId == by.Organisation.Value && b.Member == member && b.Id == browser).ExecuteDeleteAsync(ct);
    }

    private static bool IsPoint(byte[] point)
    {
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
            return point[0] == 4;
        }
        catch (CryptographicException)
        {
            // What is no point of the curve could never be sealed for.
            return false;
        }
    }

    private static Guid MemberOf(Actor by) => by is { Kind: ActorKind.Member, Id: { } id } ? id : throw new UnauthorizedAccessException("Only a person has wishes");
}
