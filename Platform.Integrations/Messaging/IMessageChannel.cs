using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Messaging;

/// <summary>A way customers and sellers write to each other. What is behind it the rest of the product does not care.</summary>
public interface IMessageChannel
{
    /// <summary>As channels and webhooks are labelled: `whatsapp`.</summary>
    string Provider { get; }

    /// <summary>Whether the provider really sent these bytes.</summary>
    bool IsAuthentic(ReadOnlySpan<byte> body, StringValues signature);

    /// <summary>Everything a webhook said. Never throws: what cannot be read is an <see cref="InboundOther"/> that says so.</summary>
    IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body);

    /// <returns>The provider's id of the message, which means accepted and not yet sent.</returns>
    /// <exception cref="ProviderException">Says whether the message may have arrived all the same.</exception>
    Task<string> SendAsync(ChannelAccount account, OutgoingText message, CancellationToken ct);

    /// <summary>Shows the customer that a person has read up to this message.</summary>
    Task MarkReadAsync(ChannelAccount account, string providerMessage, CancellationToken ct);
}
