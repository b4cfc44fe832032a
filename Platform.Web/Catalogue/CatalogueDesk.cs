using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Assistant;
using Platform.Web.Live;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Catalogue;

/// <summary>Where articles are written down, photographed and taken off the shelf.</summary>
public sealed class CatalogueDesk(PlatformDbs dbs, Databases databases, CatalogueQueries queries, ShopBook shops, LiveUpdates live, TimeProvider clock)
{
    public const string Kind = "Catalogue";
    private const int MostVariants = 200, LongestTitle = 120, LongestDescription = 4_000, MostPhotos = 9;

    public async Task<ProductForm?> OpenAsync(OrganisationId organisation, Guid id, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var product = await db.Set<ProductRow>().AsNoTracking().FirstOrDefaultAsync(p => p.OrganisationId == organisation.Value && p.Id == id, ct);
        if (product is null) return null;

        var variants = await db.Set<VariantRow>().AsNoTracking().Where(v => v.OrganisationId == organisation.Value && v.ProductId == id).OrderBy(v => v.Position).ToListAsync(ct);
        return ProductForm.Of(product, variants, await queries.CurrencyAsync(organisation, ct));
    }

    public async Task<Refusal?> SaveAsync(Actor by, ProductForm form, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        var currency = await queries.CurrencyAsync(by.Organisation, ct);
        if (Fault(form, currency) is { } fault) return fault;

        await using var batch = databases.App.BatchFor(by.Organisation);
        AddWrites(batch, by.Organisation, form, currency);
        try
        {
            await batch.RunAsync(ct);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "variants_sku" })
        {
            return new("catalogue.sku_twice");
        }
        catch (PostgresException e) when (WasChanged(e))
        {
            return new("catalogue.changed");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CheckViolation)
        {
            return new("catalogue.stock");
        }

        Tell(by.Organisation);
        return null;
    }

    public async Task<Refusal?> DeleteAsync(Actor by, Guid product, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        await using var db = dbs.Open(by.Organisation);
        if (await db.Set<VariantRow>().AnyAsync(v => v.OrganisationId == by.Organisation.Value && v.ProductId == product && v.Reserved > 0, ct)) return new("catalogue.promised");

        await db.Set<ProductRow>().Where(p => p.OrganisationId == by.Organisation.Value && p.Id == product).ExecuteDeleteAsync(ct);
        Tell(by.Organisation);
        return null;
    }

    public async Task<Refusal?> AddPhotoAsync(Actor by, Guid product, byte[] bytes, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        if (Pictures.TypeOf(bytes) is not { } type) return new("catalogue.photo_kind");

        await using var db = dbs.Open(by.Organisation);
        if (!await db.Set<ProductRow>().AnyAsync(p => p.OrganisationId == by.Organisation.Value && p.Id == product, ct)) return new("catalogue.changed");
        var photos = await db.Set<PhotoRow>().CountAsync(p => p.OrganisationId == by.Organisation.Value && p.ProductId == product, ct);
        if (photos >= MostPhotos) return new("catalogue.photos_full");

        db.Add(new PhotoRow { OrganisationId = by.Organisation.Value, Id = Guid.CreateVersion7(), ProductId = product, Position = photos, Type = type, Bytes = bytes });
        await db.SaveChangesAsync(ct);
        Tell(by.Organisation);
        return null;
    }

    public async Task<Refusal?> RemovePhotoAsync(Actor by, Guid photo, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        await using var db = dbs.Open(by.Organisation);
        await db.Set<PhotoRow>().Where(p => p.OrganisationId == by.Organisation.Value && p.Id == photo).ExecuteDeleteAsync(ct);
        Tell(by.Organisation);
        return null;
    }

    public async Task<List<Guid>> PhotosAsync(OrganisationId organisation, Guid product, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<PhotoRow>().Where(p => p.OrganisationId == organisation.Value && p.ProductId == product).OrderBy(p => p.Position).Select(p => p.Id).ToListAsync(ct);
    }

    internal static bool MayWrite(Actor by) => by is { Kind: ActorKind.Member, Role: Role.Agent or Role.Admin or Role.Owner } or { Kind: ActorKind.System };

    internal void Tell(OrganisationId organisation)
    {
        shops.Forget(organisation);
        live.Publish(new(organisation, Kind, Guid.Empty));
    }

    internal static Refusal? Fault(ProductForm form, Currency currency)
    {
        if (form.Title.Trim().Length is 0 or > LongestTitle) return new("catalogue.title");
        if (form.Description.Length > LongestDescription) return new("catalogue.description");
        if (form.Variants.Count is 0 or > MostVariants) return new("catalogue.variants");
        if (form.Variants.Any(v => !Amounts.TryRead(v.Price, currency, out _))) return new("catalogue.price");
        if (form.Variants.Any(v => v.CompareAt.Trim().Length > 0 && !(Amounts.TryRead(v.CompareAt, currency, out var before) && Amounts.TryRead(v.Price, currency, out var price) && before > price))) return new("catalogue.compare_at");
        if (form.Variants.Any(v => v.Stock is < 0 or > 1_000_000)) return new("catalogue.stock");
        if (form.Variants.GroupBy(v => (Key(v.Size), Key(v.Colour), Key(v.Other))).Any(same => same.Count() > 1)) return new("catalogue.variant_twice");
        return null;

        static string Key(string option) => option.Trim().ToUpperInvariant();
    }

    /// <summary>Saved by somebody else since it was read, or gone and its sizes with it.</summary>
    internal static bool WasChanged(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: "products_unchanged" } or { SqlState: PostgresErrorCodes.ForeignKeyViolation, TableName: "variants" };

    /// <summary>One transaction, refused as a whole when the article is no longer what the form was opened with; the shelf moves by the difference, so that what was sold while the form was open stays sold.</summary>
    internal void AddWrites(Batch batch, OrganisationId organisation, ProductForm form, Currency currency)
    {
        var now = clock.GetUtcNow();
        batch.Add($"""
            insert into products (organisation_id, id, title, description, category, tags, other_option, is_active, created_at, updated_at, version)
            select {organisation.Value}, {form.Id}, {form.Title.Trim()}, {form.Description.Trim()}, {Perhaps(form.Category)}::text, {form.ReadTags()}, {Perhaps(form.OtherOption)}::text, {form.IsActive}, {now}, {now}, 1
            where {form.Version} = 0 or exists (select from products where organisation_id = {organisation.Value} and id = {form.Id})
            on conflict (organisation_id, id) do update set title = excluded.title, description = excluded.description, category = excluded.category, tags = excluded.tags,
                other_option = excluded.other_option, is_active = excluded.is_active, updated_at = excluded.updated_at,
                version = case when products.version = {form.Version} then products.version + 1 else -1 end
            """);
        batch.Add($"delete from variants where organisation_id = {organisation.Value} and product_id = {form.Id} and reserved = 0 and not id = any({form.Variants.ConvertAll(v => v.Id).ToArray()})");
        foreach (var (variant, i) in form.Variants.Select((variant, i) => (variant, i)))
        {
            Amounts.TryRead(variant.Price, currency, out var price);
            long? before = variant.CompareAt.Trim().Length > 0 && Amounts.TryRead(variant.CompareAt, currency, out var compare) ? compare : null;
            batch.Add($"""
                insert into variants (organisation_id, id, product_id, position, sku, size, colour, other, price, compare_at, stock)
                values ({organisation.Value}, {variant.Id}, {form.Id}, {i}, {Perhaps(variant.Sku)}::text, {Perhaps(variant.Size)}::text, {Perhaps(variant.Colour)}::text, {Perhaps(variant.Other)}::text, {price}, {before}::bigint, {variant.Stock})
                on conflict (organisation_id, id) do update set position = excluded.position, sku = excluded.sku, size = excluded.size, colour = excluded.colour, other = excluded.other,
                    price = excluded.price, compare_at = excluded.compare_at, stock = variants.stock + {variant.Stock - variant.StockBefore}
                """);
        }
    }

    private static string? Perhaps(string text) => text.Trim() is { Length: > 0 } some ? some : null;
}
