using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Platform.Web.Catalogue;

/// <summary>An article as the seller edits it.</summary>
[Table("products"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class ProductRow
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Title { get; set; }
    public required string Description { get; set; }
    public string? Category { get; set; }

    /// <summary>Other words customers use for it.</summary>
    public required string[] Tags { get; set; }

    public string? OtherOption { get; set; }
    public required bool IsActive { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>How often it was saved.</summary>
    public int Version { get; init; }
}

/// <summary>What lies on the shelf, in one size and colour. Amounts in the currency's smallest unit.</summary>
[Table("variants"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class VariantRow
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid ProductId { get; init; }
    public required int Position { get; set; }
    public string? Sku { get; set; }
    public string? Size { get; set; }
    public string? Colour { get; set; }
    public string? Other { get; set; }
    public required long Price { get; set; }
    public long? CompareAt { get; set; }
    public int? WeightGrams { get; set; }
    public required int Stock { get; set; }

    /// <summary>Promised to customers; only orders move it.</summary>
    public int Reserved { get; init; }

    public int Available => Stock - Reserved;
}

/// <summary>A picture customers see. What it is was read from its bytes.</summary>
[Table("product_photos"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class PhotoRow
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid ProductId { get; init; }
    public required int Position { get; set; }
    public required string Type { get; init; }
    public required byte[] Bytes { get; init; }
}
