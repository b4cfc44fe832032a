using System.Globalization;
using System.Text;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Catalogue;

/// <summary>
/// Goods in a table: one line per variant, lines with the same title are one article. What is exported can be imported again.
/// A file with one bad line changes nothing and says which line and why. What a file does not name, a column or a size, stays as it is.
/// </summary>
public sealed class GoodsFile(PlatformDbs dbs, Databases databases, CatalogueQueries queries, CatalogueDesk desk, IStringLocalizer<Texts> texts)
{
    private const int MostLines = 20_000;

    /// <summary>In place of a date: spreadsheets make one of a size like 10-12, and what was typed is gone.</summary>
    private const string MadeADate = "\u0001";

    /// <summary>What sellers call the columns, in our three languages, and how the form and our own files call them.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["titre"] = "title", ["nom"] = "title", ["produit"] = "title", ["name"] = "title", ["product"] = "title", ["المنتج"] = "title", ["الاسم"] = "title",
        ["categorie"] = "category", ["catégorie"] = "category", ["الفئة"] = "category", ["الوصف"] = "description", ["mots"] = "tags", ["mots-clés"] = "tags",
        ["taille"] = "size", ["pointure"] = "size", ["المقاس"] = "size", ["couleur"] = "colour", ["color"] = "colour", ["اللون"] = "colour",
        ["reference"] = "sku", ["référence"] = "sku", ["prix"] = "price", ["الثمن"] = "price", ["السعر"] = "price", ["prix barré"] = "compare_at", ["compare at"] = "compare_at",
        ["quantite"] = "stock", ["quantité"] = "stock", ["qty"] = "stock", ["المخزون"] = "stock", ["actif"] = "active",
        ["العنوان"] = "title", ["autres mots"] = "tags", ["other words"] = "tags", ["كلمات أخرى"] = "tags", ["المرجع"] = "sku",
        ["autre choix"] = "other_option", ["another choice"] = "other_option", ["خيار آخر"] = "other_option",
        ["valeur de l’autre choix"] = "other", ["value of the other choice"] = "other", ["قيمة الخيار الآخر"] = "other",
        ["crossed-out price"] = "compare_at", ["السعر المشطوب"] = "compare_at", ["en vente"] = "active", ["on sale"] = "active", ["معروض للبيع"] = "active",
    };

    /// <summary>Old workbooks name their letters by Windows' code pages, and the reader refuses to begin without them.</summary>
    static GoodsFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="Faults">The line in the file and the code of what is wrong with it.</param>
    public sealed record Outcome(int Products, int Variants, IReadOnlyList<(int Line, string Code)> Faults);

    public async Task<byte[]> CsvAsync(OrganisationId organisation, CancellationToken ct)
    {
        var lines = (await LinesAsync(organisation, ct)).Select(line => Csv.Line(line.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines))];
    }

    public async Task<byte[]> WorkbookAsync(OrganisationId organisation, CancellationToken ct) => Workbook.Write(texts["Goods"], await LinesAsync(organisation, ct));

    private async Task<List<IReadOnlyList<object?>>> LinesAsync(OrganisationId organisation, CancellationToken ct)
    {
        var currency = await queries.CurrencyAsync(organisation, ct);
        await using var db = dbs.Open(organisation);
        var variants = (await db.Set<VariantRow>().AsNoTracking().Where(v => v.OrganisationId == organisation.Value).OrderBy(v => v.Position).ToListAsync(ct)).ToLookup(v => v.ProductId);
        var products = await db.Set<ProductRow>().AsNoTracking().Where(p => p.OrganisationId == organisation.Value).OrderBy(p => p.Title).ToListAsync(ct);

        string[] head =
        [
            texts["Title"], texts["Category"], texts["Description"], texts["Tags"], texts["OtherOption"], texts["Size"], texts["Colour"], texts["OtherValue"], texts["Sku"],
            texts["Price", currency], texts["CompareAt"], texts["Stock"], texts["Active"],
        ];
        return
        [
            head,
            .. products.SelectMany(product => variants[product.Id].Select(variant => (object?[])
            [
                product.Title, product.Category, product.Description, string.Join(", ", product.Tags), product.OtherOption, variant.Size, variant.Colour, variant.Other, variant.Sku,
                new Money(variant.Price, currency).Amount, variant.CompareAt is { } before ? new Money(before, currency).Amount : null, variant.Stock, product.IsActive ? 1 : 0,
            ])),
        ];
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

        if (lines.Count > MostLines) return new(0, 0, [(0, "catalogue.lines")]);
        if (lines is [] || !lines[0].ContainsKey("title") || !lines[0].ContainsKey("price")) return new(0, 0, [(1, "catalogue.columns")]);

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
            if (line.ContainsValue(MadeADate))
            {
                faults.Add((number, "catalogue.made_a_date"));
                continue;
            }

            string Or(string column, string? held) => line.ContainsKey(column) ? Of(column) : held ?? "";
            var title = Of("title");
            if (!forms.TryGetValue(title, out var form))
            {
                var before = known.GetValueOrDefault(title);
                forms[title] = form = new ProductForm
                {
                    Id = before.Product?.Id ?? Guid.CreateVersion7(),
                    Version = before.Product?.Version ?? 0,
                    Title = title,
                    Category = Or("category", before.Product?.Category),
                    Description = Or("description", before.Product?.Description),
                    Tags = Or("tags", string.Join(", ", before.Product?.Tags ?? [])),
                    OtherOption = Or("other_option", before.Product?.OtherOption),
                    IsActive = line.ContainsKey("active") ? Of("active") is not ("0" or "non" or "no" or "false") : before.Product?.IsActive ?? true,
                    Variants = [],
                };
            }

            var same = known.GetValueOrDefault(title).Variants?.FirstOrDefault(v => Is(v.Size, Of("size")) && Is(v.Colour, Of("colour")) && Is(v.Other, Of("other")));
            var stock = Or("stock", same?.Stock.ToString(CultureInfo.InvariantCulture)) is { Length: > 0 } typed ? int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1 : 0;
            var variant = new VariantForm
            {
                Id = same?.Id ?? Guid.CreateVersion7(), Size = Of("size"), Colour = Of("colour"), Other = Of("other"), Sku = Or("sku", same?.Sku),
                Price = Of("price"), CompareAt = Or("compare_at", same?.CompareAt is { } crossed ? Amounts.Write(crossed, currency) : null), Stock = stock, StockBefore = same?.Stock ?? 0,
            };
            form.Variants.Add(variant);
            if (!faulty.Contains(form) && CatalogueDesk.Fault(form, currency) is { } fault && faulty.Add(form)) faults.Add((number, fault.Code));
        }

        foreach (var form in forms.Values)
        {
            var unnamed = known.GetValueOrDefault(form.Title).Variants?.Where(held => form.Variants.TrueForAll(named => named.Id != held.Id)) ?? [];
            form.Variants.AddRange(unnamed.Select(held => VariantForm.Of(held, currency)));
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
        var table = file is [(byte)'P', (byte)'K', ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] ? Sheet(file) : Csv.Read(file, MostLines + 1);
        if (table is []) return [];

        var head = table[0].Select(Column).ToArray();
        return [.. table.Skip(1).Where(line => line.Any(field => field.Trim().Length > 0)).Select(line =>
            head.Zip(line).Where(pair => pair.First.Length > 0).GroupBy(pair => pair.First).ToDictionary(pair => pair.Key, pair => Said(pair.First().Second)))];
    }

    /// <summary>The currency may stand behind the price: "Prix (MAD)".</summary>
    private static string Column(string name) => name.Split('(')[0].Trim().Replace('\'', '’') is var word && Names.TryGetValue(word, out var column) ? column : word.ToLowerInvariant();

    /// <summary>Our own files put a mark before what a spreadsheet would run as a formula.</summary>
    private static string Said(string field) => field is ['\'', '=' or '+' or '-' or '@', ..] ? field[1..] : field;

    private static List<string[]> Sheet(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        var table = new List<string[]>();
        while (reader.Read() && table.Count <= MostLines + 1)
            table.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Cell(reader.GetValue(i)))]);
        return table;
    }

    /// <summary>A computed 59.97 is kept by workbooks as 59.969999999999999; as a decimal it is what the seller sees.</summary>
    private static string Cell(object? value) => value is DateTime or TimeSpan ? MadeADate : Convert.ToString(value is double and > -1e15 and < 1e15 ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture) ?? "";
}
