using Platform.Domain.Common;

namespace Platform.Integrations.Payments;

/// <summary>What a gateway is like, for whoever connects it or offers it.</summary>
/// <param name="Provider">As accounts and addresses are labelled: `wave`, `stripe`.</param>
/// <param name="Currencies">That some account there can take.</param>
/// <param name="Fields">What a seller copies from the gateway's pages.</param>
public sealed record GatewayTraits(string Provider, IReadOnlyList<Currency> Currencies, IReadOnlyList<AccountField> Fields)
{
    /// <summary>The seller puts one address into the gateway's settings; otherwise each payment brings its own along.</summary>
    public bool HasOneAddress { get; init; }

    /// <summary>The customer gets a prompt on this phone and no page, and our reference is all the gateway's handle there is.</summary>
    public bool NeedsPhone { get; init; }
}

public enum RefundWays { None, Whole, Partial }
