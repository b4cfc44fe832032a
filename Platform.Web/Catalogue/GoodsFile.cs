using System.Globalization;
using System.Text;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Catalogue;

/// <summary>
/// Goods in a table: one line per variant, lines with the same title are one article. What is exported can be imported again.
/// A file with one bad line changes nothing and says which line and why.
/// </summary>
public sealed class GoodsFile(PlatformDbs dbs, Databases databases, CatalogueQueries queries, CatalogueDesk desk)
{
    private const int MostLines = 20_000;
    private static readonly string[] Columns = ["title", "category", "description", "tags", "other_option", "size", "colour", "other", "sku", "price", "compare_at", "stock", "active"];

    /// <summary>What sellers call the columns, in our three languages.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["titre"] = "title", ["nom"] = "title", ["produit"] = "title", ["name"] = "title", ["product"] = "title", ["المنتج"] = "title", ["الاسم"] = "title",
        ["categorie"] = "category", ["catégorie"] = "category", ["الفئة"] = "category", ["الوصف"] = "description", ["mots"] = "tags", ["mots-clés"] = "tags",
        ["taille"] = "size", ["pointure"] = "size", ["المقاس"] = "size", ["couleur"] = "colour", ["color"] = "colour", ["اللون"] = "colour",
        ["reference"] = "sku", ["référence"] = "sku", ["prix"] = "price", ["الثمن"] = "price", ["السعر"] = "price", ["prix barré"] = "compare_at", ["compare at"] = "compare_at",
        ["quantite"] = "stock", ["quantité"] = "stock", ["qty"] = "stock", ["المخزون"] = "stock", ["actif"] = "active",
    };

    /// <param name="Faults">The line in the file and the code of what is wrong with it.</param>
    public sealed record Outcome(int Products, int Variants, IReadOnlyList<(int Line, string Code)> Faults);

    public async Task<byte[]> WriteAsync(OrganisationId organisation, CancellationToken ct)
    {
        var currency = await queries.CurrencyAsync(organisation, ct);
        await using var db = dbs.Open(organisation);
        var variants = (await db.Set<VariantRow>().AsNoTracking().Where(v => v.OrganisationId == organisation.Value).OrderBy(v => v.Position).ToListAsync(ct)).ToLookup(v => v.ProductId);
        var products = await db.Set<ProductRow>().AsNoTracking().Where(p => p.OrganisationId == organisation.Value).OrderBy(p => p.Title).ToListAsync(ct);

        var lines = products.SelectMany(product => variants[product.Id].Select(variant => Csv.Line(
        [
            product.Title, product.Category, product.Description, string.Join(", ", product.Tags), product.OtherOption, variant.Size, variant.Colour, variant.Other, variant.Sku,
            Plain(variant.Price, currency), variant.CompareAt is { } before ? Plain(before, currency) : null, variant.Stock.ToString(CultureInfo.InvariantCulture), product.IsActive ? "1" : "0",
        ])));
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(Csv.Line(Columns))))];
    }

    public async Task<Outcome> ReadAsync(Actor by, Stream file, CancellationToken ct)
    {
        if (!CatalogueDesk.MayWrite(by)) return new(0, 0, [(0, "forbidden")]);

        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, ct);
        List<Dictionary<string, string>> lines;
        try
        {
            lines = Lines(copy.ToArray());
        }
        catch (Exception e) when (e is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or IOException)
        {
            return new(0, 0, [(0, "catalogue.file")]);
        }

        if (lines.Count is 0 or > MostLines || !lines[0].ContainsKey("title") || !lines[0].ContainsKey("price")) return new(0, 0, [(1, "catalogue.columns")]);

        var currency = await queries.CurrencyAsync(by.Organisation, ct);
        var known = await KnownAsync(by.Organisation, ct);
        var (forms, faults) = Forms(lines, known, currency);
        if (faults is not []) return new(0, 0, faults);

        await using var batch = databases.App.BatchFor(by.Organisation);
        foreach (var form in forms) desk.AddWrites(batch, by.Organisation, form, currency);
        try
        {
            await batch.RunAsync(ct);
        }
        catch (Npgsql.PostgresException e) when (e is { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation, ConstraintName: "variants_sku" })
        {
            return new(0, 0, [(0, "catalogue.sku_twice")]);
        }
        catch (Npgsql.PostgresException e) when (CatalogueDesk.WasChanged(e))
        {
            return new(0, 0, [(0, "catalogue.changed")]);
        }

        desk.Tell(by.Organisation);
        return new(forms.Count, forms.Sum(form => form.Variants.Count), []);
    }

    private static (List<ProductForm> Forms, List<(int, string)> Faults) Forms(List<Dictionary<string, string>> lines, Dictionary<string, (ProductRow Product, List<VariantRow> Variants)> known, Currency currency)
    {
        var (forms, faults, faulty) = (new Dictionary<string, ProductForm>(StringComparer.OrdinalIgnoreCase), new List<(int, string)>(), new HashSet<ProductForm>());
        foreach (var (line, number) in lines.Select((line, i) => (line, i + 2)))
        {
            string Of(string column) => line.GetValueOrDefault(column, "").Trim();
            var title = Of("title");
            if (!forms.TryGetValue(title, out var form))
            {
                var before = known.GetValueOrDefault(title);
                forms[title] = form = new ProductForm
                {
                    Id = before.Product?.Id ?? Guid.CreateVersion7(),
                    Version = before.Product?.Version ?? 0,
                    Title = title,
                    Category = Of("category"),
                    Description = Of("description"),
                    Tags = Of("tags"),
                    OtherOption = Of("other_option"),
                    IsActive = Of("active") is not ("0" or "non" or "no" or "false"),
                    Variants = [],
                };
            }

            var stock = Of("stock") is { Length: > 0 } typed ? int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1 : 0;
            var same = known.GetValueOrDefault(title).Variants?.FirstOrDefault(v => Is(v.Size, Of("size")) && Is(v.Colour, Of("colour")) && Is(v.Other, Of("other")));
            var variant = new VariantForm
            {
                Id = same?.Id ?? Guid.CreateVersion7(), Size = Of("size"), Colour = Of("colour"), Other = Of("other"), Sku = Of("sku"),
                Price = Of("price"), CompareAt = Of("compare_at"), Stock = stock, StockBefore = same?.Stock ?? 0,
            };
            form.Variants.Add(variant);
            if (!faulty.Contains(form) && CatalogueDesk.Fault(form, currency) is { } fault && faulty.Add(form)) faults.Add((number, fault.Code));
        }

        return ([.. forms.Values], faults);

        static bool Is(string? held, string typed) => string.Equals(held ?? "", typed, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<Dictionary<string, (ProductRow Product, List<VariantRow> Variants)>> KnownAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        var variants = (await db.Set<VariantRow>().AsNoTracking().Where(v => v.OrganisationId == organisation.Value).ToListAsync(ct)).ToLookup(v => v.ProductId);
        var products = await db.Set<ProductRow>().AsNoTracking().Where(p => p.OrganisationId == organisation.Value).ToListAsync(ct);
        return products.GroupBy(p => p.Title, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => (same.First(), variants[same.First().Id].ToList()), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Each line by the names of its columns. A workbook begins like the archive it is.</summary>
    private static List<Dictionary<string, string>> Lines(byte[] file)
    {
        var table = file is [(byte)'P', (byte)'K', ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] ? Workbook(file) : Csv.Read(file, MostLines);
        if (table is []) return [];

        var head = table[0].Select(name => Names.GetValueOrDefault(name.Trim(), name.Trim().ToLowerInvariant())).ToArray();
        return [.. table.Skip(1).Where(line => line.Any(field => field.Trim().Length > 0)).Select(line =>
            head.Zip(line).Where(pair => pair.First.Length > 0).GroupBy(pair => pair.First).ToDictionary(pair => pair.Key, pair => pair.First().Second))];
    }

    private static List<string[]> Workbook(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        var table = new List<string[]>();
        while (reader.Read() && table.Count <= MostLines)
            table.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Cell(reader.GetValue(i)))]);
        return table;
    }

    /// <summary>A computed 59.97 is kept by workbooks as 59.969999999999999; as a decimal it is what the seller sees.</summary>
    private static string Cell(object? value) => Convert.ToString(value is double and > -1e15 and < 1e15 ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture) ?? "";

    private static string Plain(long minor, Currency currency) => new Money(minor, currency).Amount.ToString(CultureInfo.InvariantCulture);
}
