using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>`sha256=` and the keyed hash of the raw bytes. Never of re-serialised JSON: Meta escapes as it likes.</summary>
internal static class WhatsAppSignature
{
    public const string Header = "X-Hub-Signature-256";
    private const string Scheme = "sha256=";

    public static string Of(ReadOnlySpan<byte> body, string secret) => Scheme + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static bool IsValid(ReadOnlySpan<byte> body, StringValues header, params ReadOnlySpan<string?> secrets)
    {
        // Exactly one header: two could make two readers see two things.
        if (header is not [{ } signature] || !signature.StartsWith(Scheme, StringComparison.Ordinal)) return false;
        if (signature.Length != Scheme.Length + 2 * HMACSHA256.HashSizeInBytes) return false;

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(signature.AsSpan(Scheme.Length), claimed, out _, out _) is not System.Buffers.OperationStatus.Done) return false;

        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret)) continue;
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, actual);
            if (CryptographicOperations.FixedTimeEquals(claimed, actual)) return true;
        }

        return false;
    }
}
