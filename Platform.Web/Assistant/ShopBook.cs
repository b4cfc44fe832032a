using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Web.Catalogue;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>
/// Everything the assistant may say about each seller, kept for a moment: two hundred chats at once read the shop once.
/// What a customer accepts is checked against the shelf itself, so a moment's age promises nothing twice.
/// </summary>
public sealed class ShopBook(PlatformDbs dbs, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<OrganisationId, (Lazy<Task<Page>> Page, DateTimeOffset Until)> pages = new();

    /// <param name="Zone">On whose clock "tomorrow" is.</param>
    public sealed record Page(Shop Shop, AssistantSettings Settings, TimeZoneInfo Zone);

    public async Task<Page> OpenAsync(OrganisationId organisation)
    {
        var now = clock.GetUtcNow();
        var (page, _) = pages.AddOrUpdate(
            organisation,
            _ => (Reading(organisation), now + Kept),
            (_, held) => held.Until > now && held.Page is not { IsValueCreated: true, Value.IsFaulted: true } ? held : (Reading(organisation), now + Kept));
        return await page.Value;
    }

    /// <summary>After the seller changed something: the next answer knows it.</summary>
    public void Forget(OrganisationId organisation) => pages.TryRemove(organisation, out _);

    private Lazy<Task<Page>> Reading(OrganisationId organisation) => new(() => ReadAsync(organisation));

    private async Task<Page> ReadAsync(OrganisationId organisation)
    {
        await using var db = dbs.Open(organisation);
        var home = await db.Set<Organisation>().AsNoTracking().FirstAsync(o => o.Id == organisation.Value);
        var settings = await db.Set<AssistantSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.OrganisationId == organisation.Value) ?? new() { OrganisationId = organisation.Value };
        var products = await db.Set<ProductRow>().AsNoTracking().Where(p => p.OrganisationId == organisation.Value && p.IsActive).OrderBy(p => p.CreatedAt).ToListAsync();
        var variants = (await db.Set<VariantRow>().AsNoTracking().Where(v => v.OrganisationId == organisation.Value).OrderBy(v => v.Position).ToListAsync()).ToLookup(v => v.ProductId);
        var zones = await db.Set<ZoneRow>().AsNoTracking().Where(z => z.OrganisationId == organisation.Value).OrderBy(z => z.Position).ToListAsync();
        var knowledge = await db.Set<KnowledgeRow>().AsNoTracking().Where(k => k.OrganisationId == organisation.Value).OrderBy(k => k.Position).ToListAsync();

        Money Of(long minor) => new(minor, home.Currency);
        var shop = new Shop(
            home.Name,
            Country.All.First(country => country.Code == home.Country),
            home.Currency,
            new CatalogueIndex(products.Select(product => new Product(
                new ProductId(product.Id), product.Title, product.Description, product.Category, [.. product.Tags], product.OtherOption,
                [.. variants[product.Id].Select(v => new Variant(new VariantId(v.Id), v.Sku, v.Size, v.Colour, v.Other, Of(v.Price), v.CompareAt is { } before ? Of(before) : null, v.Available))]))),
            [.. zones.Select(z => new DeliveryZone(z.Name, [.. z.Cities], Of(z.Fee), z.FreeFrom is { } from ? Of(from) : null, z.MinDays, z.MaxDays, [.. z.Slots]))],
            [.. knowledge.Select(k => new Answer(k.Question, k.Answer))],
            settings.Rules);
        return new(shop, settings, TimeZoneInfo.FindSystemTimeZoneById(home.TimeZone));
    }
}
