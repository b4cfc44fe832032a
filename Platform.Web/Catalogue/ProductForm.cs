using System.Globalization;
using Platform.Domain.Common;

namespace Platform.Web.Catalogue;

/// <summary>An article while it is being written. Amounts are kept as typed until they are read.</summary>
public sealed class ProductForm
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As it stood when it was read, none for a new article.</summary>
    public int Version { get; init; }

    public string Title { get; set; } = "";
    public string Description { get; set; } = "";
    public string Category { get; set; } = "";
    public string Tags { get; set; } = "";
    public string OtherOption { get; set; } = "";
    public bool IsActive { get; set; } = true;
    public List<VariantForm> Variants { get; init; } = [new()];

    public static ProductForm Of(ProductRow product, IEnumerable<VariantRow> variants, Currency currency) => new()
    {
        Id = product.Id,
        Version = product.Version,
        Title = product.Title,
        Description = product.Description,
        Category = product.Category ?? "",
        Tags = string.Join(", ", product.Tags),
        OtherOption = product.OtherOption ?? "",
        IsActive = product.IsActive,
        Variants = [.. variants.Select(variant => VariantForm.Of(variant, currency))],
    };

    public string[] ReadTags() => [.. Tags.Split([',', ';', '\n', '،'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}

public sealed class VariantForm
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string Size { get; set; } = "";
    public string Colour { get; set; } = "";
    public string Other { get; set; } = "";
    public string Sku { get; set; } = "";
    public string Price { get; set; } = "";
    public string CompareAt { get; set; } = "";
    public int Stock { get; set; }
    public int Reserved { get; init; }

    /// <summary>As it stood when it was read: what was sold meanwhile is not undone by saving.</summary>
    public int StockBefore { get; init; }

    public static VariantForm Of(VariantRow variant, Currency currency) => new()
    {
        Id = variant.Id,
        Size = variant.Size ?? "",
        Colour = variant.Colour ?? "",
        Other = variant.Other ?? "",
        Sku = variant.Sku ?? "",
        Price = Amounts.Write(variant.Price, currency),
        CompareAt = variant.CompareAt is { } before ? Amounts.Write(before, currency) : "",
        Stock = variant.Stock,
        StockBefore = variant.Stock,
        Reserved = variant.Reserved,
    };
}

/// <summary>Amounts as people type them: "1 299,50", "1299.5", "١٢٩٩".</summary>
public static class Amounts
{
    public static string Write(long minor, Currency currency) =>
        new Money(minor, currency).Amount.ToString($"F{currency.Decimals()}", CultureInfo.CurrentCulture);

    public static bool TryRead(string text, Currency currency, out long minor)
    {
        minor = 0;
        var plain = new string([.. text.Where(c => !char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u202F')).Select(c => c switch
        {
            >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
            ',' or '\u066B' => '.',
            _ => c,
        })]);
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000_000) return false;
        if (decimal.Round(amount, currency.Decimals()) != amount) return false;

        minor = Money.Of(amount, currency).Minor;
        return true;
    }
}
