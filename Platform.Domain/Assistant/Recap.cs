using System.Collections.Immutable;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>The whole order as it was read out to the customer: what they say yes to, and nothing else.</summary>
/// <param name="Id">The same for the same content, so placing it twice is placing it once.</param>
/// <param name="Text">As it was sent, in the customer's language.</param>
public sealed record Recap(
    string Id,
    ImmutableArray<RecapLine> Lines,
    Money Goods,
    Money Fee,
    Money Discount,
    Money Total,
    OrderDetails Details,
    string Text);

public sealed record RecapLine(
    ProductId Product, VariantId Variant, string Title, string? Size, string? Colour, string? Other, int Quantity, Money UnitPrice);
