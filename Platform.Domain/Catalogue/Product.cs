using System.Collections.Immutable;
using Platform.Domain.Common;

namespace Platform.Domain.Catalogue;

/// <summary>An article as the seller describes it.</summary>
/// <param name="Tags">Other words customers use for it.</param>
/// <param name="OtherOption">What a variant may differ in besides size and colour: "Matière", "Capacité".</param>
public sealed record Product(
    ProductId Id,
    string Title,
    string Description,
    string? Category,
    ImmutableArray<string> Tags,
    string? OtherOption,
    ImmutableArray<Variant> Variants,
    bool IsActive = true)
{
    public bool IsAvailable => Variants.Any(variant => variant.Available > 0);

    public IEnumerable<string> Sizes => Catalogue.Sizes.InOrder(Choices(variant => variant.Size));
    public IEnumerable<string> Colours => Choices(variant => variant.Colour);
    public IEnumerable<string> Others => Choices(variant => variant.Other);

    private IEnumerable<string> Choices(Func<Variant, string?> choice) => Variants.Select(choice).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
}

/// <param name="CompareAt">The price before, shown struck through.</param>
/// <param name="Available">What can still be promised: stock less what is reserved.</param>
public sealed record Variant(
    VariantId Id,
    string? Sku,
    string? Size,
    string? Colour,
    string? Other,
    Money Price,
    Money? CompareAt,
    int Available);
