using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Web.Channels;

/// <summary>What is sealed with a channel: never shown, never logged.</summary>
/// <param name="Webhook">What its webhooks prove themselves with, where the provider has one per account.</param>
/// <param name="Server">Where the account lives, at a provider that spreads them; it comes with the token and is no use without.</param>
/// <param name="Pin">The number's two-step PIN at Meta.</param>
public sealed record ChannelSecrets(string Token, string? Webhook = null, Uri? Server = null, string? Pin = null)
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Write() => JsonSerializer.Serialize(this, Short);

    /// <summary>A bare token stands for itself: so it was sealed while there was nothing else to keep.</summary>
    public static ChannelSecrets Read(string opened) =>
        opened is ['{', ..] && JsonSerializer.Deserialize<ChannelSecrets>(opened) is { } secrets ? secrets : new(opened);

    public override string ToString() => nameof(ChannelSecrets);
}
