using System.Text.Json;
using Platform.Domain.Common;
using Platform.Web.Store.Keys;

namespace Platform.Web.Channels;

/// <summary>What a channel must keep to itself; sealed with the organisation's key wherever it lies.</summary>
/// <param name="Webhook">What its webhooks prove themselves with, where that is not the app's secret or the token.</param>
/// <param name="Pin">The number's second factor at the provider, needed again when it is moved.</param>
public sealed record ChannelSecrets(string Token, string? Webhook = null, string? Pin = null)
{
    public async Task<byte[]> SealAsync(Keyring keyring, OrganisationId organisation, CancellationToken ct) =>
        await keyring.SealAsync(organisation, JsonSerializer.Serialize(this), ct);

    /// <summary>The first channels kept nothing but their token.</summary>
    public static async Task<ChannelSecrets> OpenAsync(Keyring keyring, OrganisationId organisation, byte[] box, CancellationToken ct)
    {
        var text = await keyring.OpenAsync(organisation, box, ct);
        return text.StartsWith('{') ? JsonSerializer.Deserialize<ChannelSecrets>(text)! : new(text);
    }

    /// <summary>Without the secrets: records pass through logs.</summary>
    public override string ToString() => nameof(ChannelSecrets);
}
