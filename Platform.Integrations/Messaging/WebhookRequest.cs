using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Messaging;

/// <summary>What somebody brought to a webhook address. Nothing in it is to be believed before it was found authentic.</summary>
/// <param name="Url">As the provider called it: the public address, not the one behind a proxy.</param>
public sealed record WebhookRequest(Uri Url, Func<string, StringValues> Header, ReadOnlyMemory<byte> Body)
{
    /// <summary>What the address says after the provider's name: whose it is, or what we asked to have told again. Kept with the body.</summary>
    public string? Door { get; init; }

    /// <summary>The end of an address that nobody else can know.</summary>
    public string? Secret { get; init; }
}
