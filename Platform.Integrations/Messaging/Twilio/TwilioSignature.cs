using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>The keyed hash of the address Twilio called and of all it posted there. SHA-1 because Twilio says so.</summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";
    private const string BodyHash = "bodySHA256";

    public static bool IsValid(string url, ReadOnlySpan<byte> body, StringValues header, params ReadOnlySpan<string?> tokens)
    {
        // Exactly one header: two could make two readers see two things.
        if (header is not [{ Length: > 0 } signature]) return false;
        var claimed = new byte[HMACSHA1.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature, claimed, out var length) || length != claimed.Length) return false;

        // A body that is no form is signed through its hash in the address.
        var hash = QueryHelpers.ParseQuery(url.Contains('?', StringComparison.Ordinal) ? url[url.IndexOf('?', StringComparison.Ordinal)..] : "").GetValueOrDefault(BodyHash);
        if (hash is [{ } expected] && !Same(Convert.ToHexStringLower(SHA256.HashData(body)), expected)) return false;

        var posted = hash is [_] ? "" : Posted(TwilioForm.Read(body));
        foreach (var token in tokens)
        {
            if (string.IsNullOrEmpty(token)) continue;
            foreach (var spelling in Spellings(url))
                if (CryptographicOperations.FixedTimeEquals(Of(spelling + posted, token), claimed))
                    return true;
        }

        return false;
    }

    public static string Sign(string url, ReadOnlySpan<byte> form, string token) => Convert.ToBase64String(Of(url + Posted(TwilioForm.Read(form)), token));

    private static byte[] Of(string text, string token) =>
#pragma warning disable CA5350 // The provider's algorithm, not ours.
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350

    private static string Posted(TwilioForm form)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in form.All.OrderBy(pair => pair.Name, StringComparer.Ordinal))
            foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                text.Append(name).Append(value);

        return text.ToString();
    }

    /// <summary>Twilio is of two minds about writing the usual port into the address.</summary>
    private static IEnumerable<string> Spellings(string url)
    {
        yield return url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed)) yield break;

        var host = url.IndexOf(parsed.Host, StringComparison.OrdinalIgnoreCase) + parsed.Host.Length;
        var usual = parsed.Scheme == Uri.UriSchemeHttps ? ":443" : ":80";
        if (url.AsSpan(host).StartsWith(usual)) yield return url[..host] + url[(host + usual.Length)..];
        else if (parsed.IsDefaultPort) yield return url[..host] + usual + url[host..];
    }

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
