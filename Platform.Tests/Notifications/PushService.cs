using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Notifications;

/// <summary>A push service and the browsers behind it: it checks who posts, and they open what was sealed for them.</summary>
internal sealed class PushService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Browser> browsers = new();
    private readonly WebApplication app;

    private PushService(Uri address)
    {
        Address = address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/push/{place}", TakeAsync);
    }

    public Uri Address { get; }

    public static async Task<PushService> StartAsync()
    {
        var service = new PushService(FreeAddress.Next());
        await service.app.StartAsync();
        return service;
    }

    public Browser Open()
    {
        var place = Guid.NewGuid().ToString("N");
        return browsers[place] = new(new Uri(Address, $"/push/{place}"));
    }

    private async Task<IResult> TakeAsync(string place, HttpRequest request)
    {
        if (!IsSigned(request.Headers.Authorization.ToString())) return Results.StatusCode(403);
        if (!browsers.TryGetValue(place, out var browser) || browser.IsGone) return Results.StatusCode(410);
        if (request.Headers.ContentEncoding != "aes128gcm" || !request.Headers.ContainsKey("TTL")) return Results.StatusCode(400);

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        browser.Messages.Add((request.Headers["Topic"].ToString(), browser.Unseal(body.ToArray())));
        return Results.StatusCode(201);
    }

    /// <summary>RFC 8292: a token for us, not yet over, signed by the key it names.</summary>
    private bool IsSigned(string header)
    {
        if (!header.StartsWith("vapid t=", StringComparison.Ordinal) || header[8..].Split(", k=") is not [var token, var key] || token.Split('.') is not [var head, var claims, var signature]) return false;

        var said = JsonDocument.Parse(Base64Url.DecodeFromChars(claims)).RootElement;
        var point = Base64Url.DecodeFromChars(key);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        return said.GetProperty("aud").GetString() == Address.GetLeftPart(UriPartial.Authority)
            && DateTimeOffset.FromUnixTimeSeconds(said.GetProperty("exp").GetInt64()) - DateTimeOffset.UtcNow is { TotalHours: > 0 and <= 24 }
            && signer.VerifyData(Encoding.ASCII.GetBytes($"{head}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    internal sealed class Browser(Uri endpoint)
    {
        private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

        public Uri Endpoint => endpoint;
        public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(16);
        public byte[] Key => key.ExportParameters(false).Q is var q ? [4, .. q.X!, .. q.Y!] : [];
        public bool IsGone { get; set; }
        public ConcurrentBag<(string Topic, string Text)> Messages { get; } = [];

        /// <summary>The other half of RFC 8291, step by step as it is written there.</summary>
        public string Unseal(byte[] body)
        {
            var (salt, sender, record) = (body[..16], body[21..86], body[86..]);
            using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = sender[1..33], Y = sender[33..] } });
            var prkKey = HMACSHA256.HashData(Secret, key.DeriveRawSecretAgreement(theirs.PublicKey));
            byte[] keyInfo = [.. "WebPush: info\0"u8, .. Key, .. sender, 1];
            byte[] cekInfo = [.. "Content-Encoding: aes128gcm\0"u8, 1], nonceInfo = [.. "Content-Encoding: nonce\0"u8, 1];
            var prk = HMACSHA256.HashData(salt, HMACSHA256.HashData(prkKey, keyInfo));
            var cek = HMACSHA256.HashData(prk, cekInfo)[..16];
            var nonce = HMACSHA256.HashData(prk, nonceInfo)[..12];

            var plain = new byte[record.Length - 16];
            using var cipher = new AesGcm(cek, 16);
            cipher.Decrypt(nonce, record.AsSpan(0, plain.Length), record.AsSpan(plain.Length), plain);
            Assert.Equal(2, plain[^1]);
            return Encoding.UTF8.GetString(plain.AsSpan(0, plain.Length - 1));
        }
    }
}
