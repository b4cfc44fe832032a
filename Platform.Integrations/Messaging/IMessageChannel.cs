namespace Platform.Integrations.Messaging;

/// <summary>A way customers and sellers write to each other. What is behind it the rest of the product does not care.</summary>
public interface IMessageChannel
{
    /// <summary>As channels and webhooks are labelled: `whatsapp`, `wati`, `twilio`.</summary>
    string Provider { get; }

    /// <summary>Whose secret the request has to be checked with, by its own word; null where one secret serves every seller.</summary>
    string? Claims(WebhookRequest request);

    /// <summary>Whether the provider really sent this, and for that account.</summary>
    bool IsAuthentic(WebhookRequest request, ChannelAccount? account);

    /// <summary>Everything a webhook said. Never throws: what cannot be read is an <see cref="InboundOther"/> that says so.</summary>
    /// <param name="door">Of the request (<see cref="WebhookRequest.Door"/>).</param>
    IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body, string? door = null);

    /// <summary>Asks for something harmless, so that credentials that do not work are known before they are kept.</summary>
    Task ProveAsync(ChannelAccount account, CancellationToken ct);

    /// <returns>The provider's id of the message, which means accepted and not yet sent.</returns>
    /// <exception cref="ProviderException">Says whether the message may have arrived all the same.</exception>
    Task<string> SendAsync(ChannelAccount account, Outgoing message, CancellationToken ct);

    /// <summary>Shows the customer that a person has read up to this message.</summary>
    Task MarkReadAsync(ChannelAccount account, string providerMessage, CancellationToken ct);

    /// <summary>Shows the customer that an answer to this message is being written, for some seconds or until it comes.</summary>
    Task ShowTypingAsync(ChannelAccount account, string providerMessage, CancellationToken ct);

    /// <summary>Whether files are brought to the provider; if not, it fetches them itself from an address.</summary>
    bool TakesFiles { get; }

    /// <summary>Puts a file into the provider's store, to be sent as <see cref="MediaSource.Stored"/>.</summary>
    Task<string> UploadAsync(ChannelAccount account, MediaFile file, CancellationToken ct);

    /// <summary>Opens what a customer sent (<see cref="Attachment.Source"/>), and reads no more of it than the cap.</summary>
    Task<OpenedMedia> OpenMediaAsync(ChannelAccount account, string source, long cap, CancellationToken ct);
}
