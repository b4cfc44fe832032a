using System.Collections.Immutable;

namespace Platform.Integrations.Payments;

/// <summary>A seller's account at a gateway, with what it takes to use it.</summary>
/// <param name="Fields">By the names the gateway's traits give them.</param>
public sealed record GatewayAccount(ImmutableDictionary<string, string> Fields)
{
    public GatewayAccount(params ReadOnlySpan<(string Name, string Value)> fields)
        : this(fields.ToArray().ToImmutableDictionary(field => field.Name, field => field.Value))
    {
    }

    public string this[string field] => Fields.GetValueOrDefault(field) is { Length: > 0 } value
        ? value
        : throw new ProviderException(Trouble.AccessMissing, ProviderFault.Fix, field);

    public string? Find(string field) => Fields.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;

    /// <summary>Without what is in it: accounts pass through logs.</summary>
    public override string ToString() => nameof(GatewayAccount);
}
