using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.Organisations;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Catalogue;

/// <summary>What lists of goods show.</summary>
public sealed class CatalogueQueries(PlatformDbs dbs)
{
    public const int PageSize = 60;

    public sealed record Shown(Guid Id, string Title, string? Category, bool IsActive, int Variants, long LowestPrice, long HighestPrice, int Stock, int Reserved, Guid? Photo);

    public async Task<Currency> CurrencyAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Organisation>().Where(o => o.Id == organisation.Value).Select(o => o.Currency).FirstAsync(ct);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(OrganisationId organisation, IReadOnlyCollection<Guid> products, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<ProductRow>().AsNoTracking().Where(p => p.OrganisationId == organisation.Value && products.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Title, ct);
    }

    public sealed record OnShelf(Guid Variant, string Title, int Available);

    /// <summary>What customers may order of which so many pieces are left, or fewer.</summary>
    public async Task<List<OnShelf>> AtMostAsync(OrganisationId organisation, int most, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = await Variants(db, organisation).Where(row => row.Product.IsActive && row.Variant.Stock - row.Variant.Reserved <= most)
            .OrderBy(row => row.Product.Title).ThenBy(row => row.Variant.Position).ToListAsync(ct);
        return [.. rows.Select(row => new OnShelf(row.Variant.Id, TitleOf(row), row.Variant.Available))];
    }

    public async Task<IReadOnlyDictionary<Guid, string>> VariantTitlesAsync(OrganisationId organisation, IReadOnlyCollection<Guid> variants, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return (await Variants(db, organisation).Where(row => variants.Contains(row.Variant.Id)).ToListAsync(ct)).ToDictionary(row => row.Variant.Id, TitleOf);
    }

    public async Task<Guid?> VariantOfAsync(OrganisationId organisation, string sku, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
#pragma warning disable CA1304, CA1311, CA1862 // Becomes lower(sku) in SQL, as the index has it.
        return await db.Set<VariantRow>().Where(v => v.OrganisationId == organisation.Value && v.Sku!.ToLower() == sku.ToLower()).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
    }

    private sealed class InShop
    {
        public required ProductRow Product { get; init; }
        public required VariantRow Variant { get; init; }
    }

    private static IQueryable<InShop> Variants(PlatformDb db, OrganisationId organisation) =>
        from variant in db.Set<VariantRow>().AsNoTracking()
        join product in db.Set<ProductRow>().AsNoTracking() on new { variant.OrganisationId, Id = variant.ProductId } equals new { product.OrganisationId, product.Id }
        where variant.OrganisationId == organisation.Value
        select new InShop { Product = product, Variant = variant };

    private static string TitleOf(InShop row) => string.Join(' ', new[] { row.Product.Title, row.Variant.Size, row.Variant.Colour, row.Variant.Other }.OfType<string>());

    /// <param name="after">The title and id of the last one shown.</param>
    public async Task<List<Shown>> PageAsync(OrganisationId organisation, string? search, (string Title, Guid Id)? after = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var products = db.Set<ProductRow>().AsNoTracking().Where(p => p.OrganisationId == organisation.Value);
        if (search is { Length: > 0 })
        {
            var pattern = Like.Containing(search);
            products = products.Where(p => EF.Functions.ILike(p.Title, pattern) || EF.Functions.ILike(p.Category!, pattern)
                || db.Set<VariantRow>().Any(v => v.OrganisationId == p.OrganisationId && v.ProductId == p.Id && EF.Functions.ILike(v.Sku!, pattern)));
        }

#pragma warning disable CA1304, CA1311, CA1862 // Becomes lower(title) in SQL, as the index has it.
        if (after is { } last) products = products.Where(p => p.Title.ToLower().CompareTo(last.Title.ToLower()) > 0 || (p.Title.ToLower() == last.Title.ToLower() && p.Id.CompareTo(last.Id) > 0));
        products = products.OrderBy(p => p.Title.ToLower()).ThenBy(p => p.Id);
#pragma warning restore CA1304, CA1311, CA1862

        return await products.Take(size).Select(p => new Shown(
            p.Id,
            p.Title,
            p.Category,
            p.IsActive,
            db.Set<VariantRow>().Count(v => v.OrganisationId == p.OrganisationId && v.ProductId == p.Id),
            db.Set<VariantRow>().Where(v => v.OrganisationId == p.OrganisationId && v.ProductId == p.Id).Min(v => (long?)v.Price) ?? 0,
            db.Set<VariantRow>().Where(v => v.OrganisationId == p.OrganisationId && v.ProductId == p.Id).Max(v => (long?)v.Price) ?? 0,
            db.Set<VariantRow>().Where(v => v.OrganisationId == p.OrganisationId && v.ProductId == p.Id).Sum(v => v.Stock),
            db.Set<VariantRow>().Where(v => v.OrganisationId == p.OrganisationId && v.ProductId == p.Id).Sum(v => v.Reserved),
            db.Set<PhotoRow>().Where(photo => photo.OrganisationId == p.OrganisationId && photo.ProductId == p.Id).OrderBy(photo => photo.Position).Select(photo => (Guid?)photo.Id).FirstOrDefault()))
            .ToListAsync(ct);
    }
}
