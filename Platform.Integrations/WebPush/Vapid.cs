using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.Integrations.WebPush;

/// <summary>Says to a push service who is posting (RFC 8292). Browsers bind their consent to this key, so it must stay the same.</summary>
public sealed class Vapid : IDisposable
{
    /// <summary>Push services accept at most a day; this leaves room for clocks that differ.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly ECDsa key;
    private readonly string contact;

    /// <param name="secret">Thirty-two bytes.</param>
    /// <param name="contact">Whom the push service may ask about us: an address or a page.</param>
    public Vapid(byte[] secret, string contact)
    {
        key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        this.contact = contact;
        PublicKey = Base64Url.EncodeToString(PushCipher.Point(key.ExportParameters(includePrivateParameters: false).Q));
    }

    /// <summary>What the browser is given when it asks its push service for a place.</summary>
    public string PublicKey { get; }

    public string Header(Uri endpoint, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new { aud = endpoint.GetLeftPart(UriPartial.Authority), exp = (now + Lifetime).ToUnixTimeSeconds(), sub = contact });
        var signed = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    public void Dispose() => key.Dispose();
}
