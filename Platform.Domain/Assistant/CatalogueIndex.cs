using System.Collections.Frozen;
using System.Collections.Immutable;
using Platform.Domain.Catalogue;

namespace Platform.Domain.Assistant;

/// <summary>A seller's active articles, ready to be found by the words customers use. Built once, read by every turn.</summary>
public sealed class CatalogueIndex
{
    private readonly FrozenDictionary<ProductId, Product> byId;

    public CatalogueIndex(IEnumerable<Product> products)
    {
        Products = [.. products.Where(product => product is { IsActive: true, Variants.Length: > 0 })];
        byId = Products.ToFrozenDictionary(product => product.Id);
    }

    public ImmutableArray<Product> Products { get; }

    /// <summary>Null when it is no longer sold.</summary>
    public Product? this[ProductId id] => byId.GetValueOrDefault(id);
}
