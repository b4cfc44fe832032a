using System.Security.Cryptography;
using System.Text;
using Platform.Integrations.Messaging;

namespace Platform.Integrations.Sms;

internal static class TextSecret
{
    public static bool IsKnownTo(WebhookRequest request, TextOptions options) =>
        options.WebhookSecret is { Length: > 0 } own && request.Secret is { Length: > 0 } claimed
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(own)), SHA256.HashData(Encoding.UTF8.GetBytes(claimed)));
}
