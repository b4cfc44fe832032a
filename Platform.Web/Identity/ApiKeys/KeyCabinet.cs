using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.ApiKeys;

/// <summary>The organisation's keys: made, renewed beside the old one, taken away.</summary>
public sealed class KeyCabinet(PlatformDbs dbs, Audit audit, TimeProvider clock)
{
    public const int MostLive = 20;

    /// <summary>While programs change over, the old and the new one both work; a third is a mistake.</summary>
    private const int MostLiveOfAName = 2;

    public async Task<List<ApiKey>> ReadAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<ApiKey>().AsNoTracking()
            .Where(k => k.OrganisationId == organisation.Value && k.RevokedAt == null)
            .OrderBy(k => k.Name).ThenByDescending(k => k.CreatedAt)
            .ToListAsync(ct);
    }

    public async Task<NewKey> CreateAsync(Member by, string name, IReadOnlyCollection<string> scopes, CancellationToken ct)
    {
        if (!MayManage(by)) return new(null, new("keys.not_allowed"));
        if (name.Trim() is not { Length: > 0 and <= 60 } named) return new(null, new("keys.name"));
        if (scopes.Count == 0 || scopes.Except(Scopes.All).Any()) return new(null, new("keys.scopes"));

        await using var db = dbs.Open(by.Organisation);
        var live = await db.Set<ApiKey>().Where(k => k.OrganisationId == by.Organisation.Value && k.RevokedAt == null).Select(k => k.Name).ToListAsync(ct);
        if (live.Count >= MostLive || live.Count(other => other == named) >= MostLiveOfAName) return new(null, new("keys.too_many"));

        var secret = ApiKey.NewSecret();
        var now = clock.GetUtcNow();
        db.Add(new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = by.Organisation.Value,
            Name = named,
            Prefix = ApiKey.PrefixOf(secret),
            Hash = ApiKey.Fingerprint(secret),
            Scopes = [.. scopes.Distinct().Order()],
            CreatedBy = by.User,
            CreatedAt = now,
        });
        audit.Note(db, by.Organisation.Value, AuditKind.KeyCreated, by.By, $"{named} ({ApiKey.PrefixOf(secret)}…)");
        await db.SaveChangesAsync(ct);
        return new(secret, null);
    }

    public async Task<NewKey> RenewAsync(Member by, Guid id, CancellationToken ct)
    {
        await using var db = dbs.Open(by.Organisation);
        var old = await db.Set<ApiKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Id == id && k.OrganisationId == by.Organisation.Value, ct);
        return old is null ? new(null, new("keys.gone")) : await CreateAsync(by, old.Name, old.Scopes, ct);
    }

    public async Task<Refusal?> RevokeAsync(Member by, Guid id, CancellationToken ct)
    {
        if (!MayManage(by)) return new("keys.not_allowed");

        await using var db = dbs.Open(by.Organisation);
        if (await db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == id && k.OrganisationId == by.Organisation.Value && k.RevokedAt == null, ct) is not { } key) return null;

        key.RevokedAt = clock.GetUtcNow();
        audit.Note(db, by.Organisation.Value, AuditKind.KeyRevoked, by.By, $"{key.Name} ({key.Prefix}…)");
        await db.SaveChangesAsync(ct);
        return null;
    }

    private static bool MayManage(Member by) => by.Role is Role.Owner or Role.Admin;
}

/// <param name="Secret">There is no second chance to read it.</param>
public sealed record NewKey(string? Secret, Refusal? Refusal);
