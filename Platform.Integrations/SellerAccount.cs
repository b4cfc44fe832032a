using System.Collections.Immutable;

namespace Platform.Integrations;

/// <summary>A seller's account at a provider, with what it takes to use it.</summary>
/// <param name="Fields">By the names the provider's traits give them.</param>
public sealed record SellerAccount(ImmutableDictionary<string, string> Fields)
{
    public SellerAccount(params ReadOnlySpan<(string Name, string Value)> fields)
        : this(fields.ToArray().ToImmutableDictionary(field => field.Name, field => field.Value))
    {
    }

    public string this[string field] => Fields.GetValueOrDefault(field) is { Length: > 0 } value
        ? value
        : throw new ProviderException(Trouble.AccessMissing, ProviderFault.Fix, field);

    public string? Find(string field) => Fields.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;

    /// <summary>Without what is in it: accounts pass through logs.</summary>
    public override string ToString() => nameof(SellerAccount);
}

/// <summary>Something a seller copies from the provider's pages to connect an account.</summary>
/// <param name="Name">Key of the texts `Field.{Name}`.</param>
/// <param name="Choices">When it can only be one of these.</param>
public sealed record AccountField(string Name, bool IsSecret = false, bool IsOptional = false, IReadOnlyList<string>? Choices = null);
