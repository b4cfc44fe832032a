using System.Collections.Immutable;
using System.Globalization;

namespace Platform.Domain.Catalogue;

/// <summary>Sizes as people say them, from small to large: the first colour that lacks one must not push it to the end.</summary>
public static class Sizes
{
    private static readonly ImmutableArray<string> Letters = ["XXS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL", "4XL", "5XL"];

    /// <returns>The seller's own order when there is a size among them that is neither a number nor a letter.</returns>
    public static IEnumerable<string> InOrder(IEnumerable<string> sizes)
    {
        var all = sizes.ToList();
        return all.TrueForAll(size => Rank(size) is not null) ? all.OrderBy(Rank) : all;
    }

    private static decimal? Rank(string size) =>
        decimal.TryParse(size.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : Letters.IndexOf(size.ToUpperInvariant()) is >= 0 and var at ? at - Letters.Length
        : null;
}
