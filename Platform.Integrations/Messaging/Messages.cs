using Platform.Domain.Conversations;

namespace Platform.Integrations.Messaging;

/// <summary>The seller's number or account at a provider, with what it takes to use it.</summary>
public sealed record ChannelAccount(string ExternalId, string AccessToken)
{
    /// <summary>Without the token: accounts pass through logs.</summary>
    public override string ToString() => ExternalId;
}

/// <summary>How a provider knows a person. A hidden number leaves only the provider's own id.</summary>
public sealed record Address(AddressKind Kind, string Value)
{
    public override string ToString() => Kind.ToString();
}

public enum AddressKind { Phone, User }

/// <param name="Reference">Ours; it comes back in receipts and settles what became of a send that broke off.</param>
public sealed record OutgoingText(Address To, string Text, string Reference);

/// <summary>One thing a webhook said. A single request may carry many, of several sellers.</summary>
/// <param name="Account">Whose number it is about; null when it does not say.</param>
/// <param name="Place">Where in the request it stood, for the log.</param>
public abstract record Inbound(string? Account, string Place);

/// <param name="From">Every way the provider knows the sender, the best for writing back first.</param>
public sealed record InboundMessage(
    string? Account, string Place, string ProviderMessage, IReadOnlyList<Address> From, MessageKind Kind, string Text, DateTimeOffset? SentAt, string? Name)
    : Inbound(Account, Place);

public sealed record InboundReceipt(string? Account, string Place, string ProviderMessage, Receipt Receipt, string? Reference, string? Code)
    : Inbound(Account, Place);

/// <summary>Kept and shown in the log, though nothing follows from it.</summary>
public sealed record InboundOther(string? Account, string Place, string What) : Inbound(Account, Place);
