using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Catalogue;
using Platform.Web.Identity.Organisations;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Alerts;

/// <summary>What is watched, from when on, and who besides the team is warned.</summary>
public sealed class AlertDesk(PlatformDbs dbs, CatalogueQueries catalogue)
{
    public const int MostPhones = 20;

    public sealed record Threshold(Guid Variant, string Title, int Value);

    public async Task<AlertSettings> SettingsAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AlertSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.OrganisationId == organisation.Value, ct) ?? new() { OrganisationId = organisation.Value };
    }

    public async Task<Refusal?> SaveAsync(Actor by, AlertSettings settings, CancellationToken ct = default)
    {
        Demand(by);
        if (settings.LowStock is < 0 or > 100_000 || settings.LateHours is < 1 or > 720) return new("alerts.numbers");

        await using var db = dbs.Open(by.Organisation);
        return await db.KeepAsync(settings, ct);
    }

    public async Task<List<Threshold>> ThresholdsAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = await db.Set<StockThreshold>().AsNoTracking().Where(t => t.OrganisationId == organisation.Value).ToListAsync(ct);
        var titles = await catalogue.VariantTitlesAsync(organisation, [.. rows.Select(row => row.Variant)], ct);
        return [.. rows.Where(row => titles.ContainsKey(row.Variant)).Select(row => new Threshold(row.Variant, titles[row.Variant], row.Threshold)).OrderBy(row => row.Title, StringComparer.CurrentCulture)];
    }

    /// <param name="sku">As the seller calls the article in its size.</param>
    public async Task<Refusal?> SetThresholdAsync(Actor by, string sku, int threshold, CancellationToken ct = default)
    {
        Demand(by);
        if (threshold is < 0 or > 100_000) return new("alerts.numbers");
        if (await catalogue.VariantOfAsync(by.Organisation, sku.Trim(), ct) is not { } variant) return new("alerts.sku");

        await using var db = dbs.Open(by.Organisation);
        await db.Database.ExecuteSqlAsync($"""
            insert into stock_thresholds (organisation_id, variant, threshold) values ({by.Organisation.Value}, {variant}, {threshold})
            on conflict (organisation_id, variant) do update set threshold = excluded.threshold
            """, ct);
        return null;
    }

    public async Task DropThresholdAsync(Actor by, Guid variant, CancellationToken ct = default)
    {
        Demand(by);
        await using var db = dbs.Open(by.Organisation);
        await db.Set<StockThreshold>().Where(t => t.OrganisationId == by.Organisation.Value && t.Variant == variant).ExecuteDeleteAsync(ct);
    }

    public async Task<List<AlertPhone>> PhonesAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AlertPhone>().AsNoTracking().Where(p => p.OrganisationId == organisation.Value).OrderBy(p => p.Name).ToListAsync(ct);
    }

    public async Task<Refusal?> AddPhoneAsync(Actor by, string name, string phone, CancellationToken ct = default)
    {
        Demand(by);
        if (name.Trim() is not { Length: > 0 and <= 60 } called) return new("alerts.name");

        await using var db = dbs.Open(by.Organisation);
        var home = Country.Find(await db.Set<Organisation>().Where(o => o.Id == by.Organisation.Value).Select(o => o.Country).FirstAsync(ct));
        if (!PhoneNumber.TryParse(phone, home, out var number)) return new("alerts.phone");
        if (await db.Set<AlertPhone>().CountAsync(p => p.OrganisationId == by.Organisation.Value, ct) >= MostPhones) return new("alerts.phones");

        await db.Database.ExecuteSqlAsync($"""
            insert into alert_phones (organisation_id, id, name, phone) values ({by.Organisation.Value}, {Guid.CreateVersion7()}, {called}, {number.Value.Value})
            on conflict (organisation_id, phone) do update set name = excluded.name
            """, ct);
        return null;
    }

    public async Task DropPhoneAsync(Actor by, Guid phone, CancellationToken ct = default)
    {
        Demand(by);
        await using var db = dbs.Open(by.Organisation);
        await db.Set<AlertPhone>().Where(p => p.OrganisationId == by.Organisation.Value && p.Id == phone).ExecuteDeleteAsync(ct);
    }

    private static void Demand(Actor by)
    {
        if (by is not { Kind: ActorKind.Member, Role: Role.Owner or Role.Admin }) throw new UnauthorizedAccessException("Only those who lead the shop decide who is warned");
    }
}
