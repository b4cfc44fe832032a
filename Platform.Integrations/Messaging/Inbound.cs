using Platform.Domain.Conversations;

namespace Platform.Integrations.Messaging;

/// <summary>One thing a webhook said. A single request may carry many, of several sellers.</summary>
/// <param name="Account">Whose number it is about; null when it does not say.</param>
/// <param name="Place">Where in the request it stood, for the log.</param>
public abstract record Inbound(string? Account, string Place);

/// <param name="From">Every way the provider knows the sender, the best for writing back first.</param>
public sealed record InboundMessage(
    string? Account, string Place, string ProviderMessage, IReadOnlyList<Address> From, Said Said, DateTimeOffset? SentAt, string? Name)
    : Inbound(Account, Place)
{
    public MessageKind Kind => Said.Kind;
    public string Text => Said.Text;
}

/// <summary>The seller wrote it on their own phone, past us: a person is at work.</summary>
public sealed record InboundEcho(
    string? Account, string Place, string ProviderMessage, IReadOnlyList<Address> To, Said Said, DateTimeOffset? SentAt)
    : Inbound(Account, Place);

/// <summary>A message from before the number was connected, brought over from the seller's phone. Nobody waits for an answer to it.</summary>
/// <param name="With">The customer, whoever of the two wrote.</param>
public sealed record InboundPast(
    string? Account, string Place, string ProviderMessage, IReadOnlyList<Address> With, bool IsFromCustomer, Said Said, DateTimeOffset? SentAt)
    : Inbound(Account, Place)
{
    /// <summary>How far the seller's own message had come.</summary>
    public Receipt? Reached { get; init; }

    /// <summary>How much of the history has been brought over, of a hundred.</summary>
    public int? Progress { get; init; }
}

/// <summary>An entry of the seller's address book, new or changed or removed.</summary>
public sealed record InboundContact(string? Account, string Place, IReadOnlyList<Address> Addresses, string? Name, bool IsRemoved)
    : Inbound(Account, Place);

/// <param name="Code">The provider's own, for the log.</param>
public sealed record InboundReceipt(string? Account, string Place, string ProviderMessage, Receipt Receipt, string? Reference, string? Code)
    : Inbound(Account, Place)
{
    /// <summary>Why it failed, in the words all providers share (<see cref="Trouble"/>).</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? At { get; init; }
    public IReadOnlyList<Address> To { get; init; } = [];

    /// <summary>What the message is charged as, and whether it is: `marketing` and `regular`, `service` and `free_entry_point`.</summary>
    public string? Category { get; init; }
    public string? Pricing { get; init; }

    /// <summary>When the provider's free conversation ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>The customer told the provider, not us, whether they want to hear from the seller.</summary>
/// <param name="Category">Of what: `marketing_messages`.</param>
public sealed record InboundConsent(string? Account, string Place, IReadOnlyList<Address> From, bool Wants, string? Category, DateTimeOffset? At)
    : Inbound(Account, Place);

/// <summary>Kept and shown in the log, though nothing follows from it.</summary>
public sealed record InboundOther(string? Account, string Place, string What) : Inbound(Account, Place);
