using Microsoft.EntityFrameworkCore;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Web.Identity.Organisations;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Catalogue;

/// <summary>Goods as an order takes them: each size and colour with its price, and what is left of it.</summary>
public sealed class ShelfQueries(PlatformDbs dbs)
{
    private const int MostWords = 6;

    public sealed record Goods(
        ProductId Product, VariantId Variant, string Title, string? Size, string? Colour, string? Other, string? Sku, Money Price, int Available, Guid? Photo, bool IsActive)
    {
        /// <summary>In an order, at today's price.</summary>
        public OrderLine Line(int quantity) => new(Product, Variant, Title, Size, Colour, Other, quantity, Price);
    }

    /// <summary>"samba 42 blanc": every word must fit the title, the size, the colour or the reference.</summary>
    public async Task<List<Goods>> FindAsync(OrganisationId organisation, string words, int most = 8, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var shelf = Shelf(db, organisation).Where(goods => goods.Product.IsActive);
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords))
        {
            var pattern = Like.Containing(word);
            shelf = shelf.Where(goods =>
                EF.Functions.ILike(goods.Product.Title, pattern) || EF.Functions.ILike(goods.Variant.Size!, word) || EF.Functions.ILike(goods.Variant.Colour!, pattern)
                || EF.Functions.ILike(goods.Variant.Other!, pattern) || EF.Functions.ILike(goods.Variant.Sku!, pattern));
        }

        return await ReadAsync(db, organisation, shelf.OrderBy(goods => goods.Product.Title).ThenBy(goods => goods.Product.Id).ThenBy(goods => goods.Variant.Position).Take(most), ct);
    }

    public async Task<List<Goods>> OfAsync(OrganisationId organisation, IReadOnlyCollection<VariantId> variants, CancellationToken ct = default)
    {
        var ids = variants.Select(variant => variant.Value).ToArray();
        await using var db = dbs.Open(organisation);
        return await ReadAsync(db, organisation, Shelf(db, organisation).Where(goods => ids.Contains(goods.Variant.Id)), ct);
    }

    /// <summary>The first picture of each article that has one.</summary>
    public async Task<Dictionary<Guid, Guid>> PhotosAsync(OrganisationId organisation, IReadOnlyCollection<Guid> products, CancellationToken ct = default)
    {
        if (products.Count == 0) return [];
        await using var db = dbs.Open(organisation);
        return await db.Set<PhotoRow>().AsNoTracking()
            .Where(photo => photo.OrganisationId == organisation.Value && products.Contains(photo.ProductId))
            .GroupBy(photo => photo.ProductId)
            .Select(same => new { Product = same.Key, Photo = same.OrderBy(photo => photo.Position).Select(photo => photo.Id).First() })
            .ToDictionaryAsync(first => first.Product, first => first.Photo, ct);
    }

    private static IQueryable<Held> Shelf(PlatformDb db, OrganisationId organisation) =>
        from variant in db.Set<VariantRow>().AsNoTracking()
        join product in db.Set<ProductRow>().AsNoTracking() on new { variant.OrganisationId, Id = variant.ProductId } equals new { product.OrganisationId, product.Id }
        where variant.OrganisationId == organisation.Value
        select new Held { Variant = variant, Product = product };

    private async Task<List<Goods>> ReadAsync(PlatformDb db, OrganisationId organisation, IQueryable<Held> shelf, CancellationToken ct)
    {
        var currency = await db.Set<Organisation>().Where(o => o.Id == organisation.Value).Select(o => o.Currency).FirstAsync(ct);
        var held = await shelf.ToListAsync(ct);
        var photos = await PhotosAsync(organisation, [.. held.Select(goods => goods.Product.Id).Distinct()], ct);
        return [.. held.Select(goods => new Goods(
            new(goods.Product.Id), new(goods.Variant.Id), goods.Product.Title, goods.Variant.Size, goods.Variant.Colour, goods.Variant.Other, goods.Variant.Sku,
            new(goods.Variant.Price, currency), goods.Variant.Available, photos.TryGetValue(goods.Product.Id, out var photo) ? photo : null, goods.Product.IsActive))];
    }

    private sealed class Held
    {
        public required VariantRow Variant { get; init; }
        public required ProductRow Product { get; init; }
    }
}
