using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Catalogue;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>Where a seller tells the assistant how to behave, what to answer and where they deliver.</summary>
public sealed class AssistantDesk(PlatformDbs dbs, ShopBook shops, LiveUpdates live, TimeProvider clock)
{
    private const int LongestAnswer = 2_000, LongestQuestion = 300, LongestName = 40, LongestGreeting = 500;

    public async Task<AssistantSettings> SettingsAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AssistantSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.OrganisationId == organisation.Value, ct) ?? new() { OrganisationId = organisation.Value };
    }

    public async Task<Refusal?> SaveAsync(Actor by, AssistantSettings settings, CancellationToken ct = default)
    {
        if (Check(by, settings) is { } refusal) return refusal;
        settings.UpdatedAt = clock.GetUtcNow();
        settings.Name = settings.Name.Trim();
        await using var db = dbs.Open(by.Organisation);
        if (await db.KeepAsync(settings, ct) is { } changed) return changed;
        Tell(by.Organisation);
        return null;
    }

    /// <summary>Why these settings cannot be, whoever tries them.</summary>
    public static Refusal? Check(Actor by, AssistantSettings settings)
    {
        if (!MayChange(by)) return new("forbidden");
        if (settings.Name.Trim().Length is 0 or > LongestName) return new("assistant.name");
        if (settings.Greeting?.Length > LongestGreeting) return new("assistant.greeting");
        if (settings.MaximumDiscount is < 0 or > 90) return new("assistant.discount");
        if (settings.SilenceMs < AssistantFeature.ShortestSilence.TotalMilliseconds || settings.LongestWaitMs < settings.SilenceMs || settings.LongestWaitMs > 60_000) return new("assistant.silence");
        return null;
    }

    public async Task<List<KnowledgeRow>> KnowledgeAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<KnowledgeRow>().AsNoTracking().Where(k => k.OrganisationId == organisation.Value).OrderBy(k => k.Position).ToListAsync(ct);
    }

    public async Task<Refusal?> SaveAsync(Actor by, KnowledgeRow entry, CancellationToken ct = default)
    {
        if (!MayChange(by)) return new("forbidden");
        if (entry.Question.Trim().Length is 0 or > LongestQuestion || entry.Answer.Trim().Length is 0 or > LongestAnswer) return new("assistant.knowledge");
        return await PutAsync(by, entry, ct);
    }

    public async Task<Refusal?> RemoveKnowledgeAsync(Actor by, Guid id, CancellationToken ct = default)
    {
        if (!MayChange(by)) return new("forbidden");
        await using var db = dbs.Open(by.Organisation);
        await db.Set<KnowledgeRow>().Where(k => k.OrganisationId == by.Organisation.Value && k.Id == id).ExecuteDeleteAsync(ct);
        Tell(by.Organisation);
        return null;
    }

    public async Task<List<ZoneRow>> ZonesAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<ZoneRow>().AsNoTracking().Where(z => z.OrganisationId == organisation.Value).OrderBy(z => z.Position).ToListAsync(ct);
    }

    public async Task<Currency> CurrencyAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Organisation>().Where(o => o.Id == organisation.Value).Select(o => o.Currency).FirstAsync(ct);
    }

    public async Task<Refusal?> SaveAsync(Actor by, ZoneRow zone, CancellationToken ct = default)
    {
        if (!MayChange(by)) return new("forbidden");
        if (zone.Name.Trim().Length is 0 or > 60) return new("assistant.zone_name");
        if (zone.Fee < 0 || zone.FreeFrom < 0 || zone.MinDays is < 0 or > 60 || zone.MaxDays < zone.MinDays || zone.MaxDays > 60) return new("assistant.zone");
        return await PutAsync(by, zone, ct);
    }

    public async Task<Refusal?> RemoveZoneAsync(Actor by, Guid id, CancellationToken ct = default)
    {
        if (!MayChange(by)) return new("forbidden");
        await using var db = dbs.Open(by.Organisation);
        await db.Set<ZoneRow>().Where(z => z.OrganisationId == by.Organisation.Value && z.Id == id).ExecuteDeleteAsync(ct);
        Tell(by.Organisation);
        return null;
    }

    private async Task<Refusal?> PutAsync<TRow>(Actor by, TRow row, CancellationToken ct) where TRow : class, IKept
    {
        await using var db = dbs.Open(by.Organisation);
        if (await db.KeepAsync(row, ct) is { } changed) return changed;
        Tell(by.Organisation);
        return null;
    }

    internal static bool MayChange(Actor by) => by is { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner } or { Kind: ActorKind.System };

    private void Tell(OrganisationId organisation)
    {
        shops.Forget(organisation);
        live.Publish(new(organisation, CatalogueDesk.Kind, Guid.Empty));
    }
}
