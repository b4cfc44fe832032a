using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Integrations.Storage;

/// <summary>Amazon's signature version 4, as every S3-compatible store understands it.</summary>
internal sealed record S3Signature(string AccessKey, string SecretKey, string Region)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Says on the request who asks, when, and of what; to be called last, since a changed header would break it.</summary>
    /// <param name="bodyHash">Of the body, in hexadecimal.</param>
    public void Sign(HttpRequestMessage request, string bodyHash, DateTimeOffset now)
    {
        var moment = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("x-amz-date", moment);
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", bodyHash);

        var url = request.RequestUri!;
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}" };
        foreach (var (name, values) in request.Headers)
            headers[name.ToLowerInvariant()] = string.Join(',', values.Select(value => value.Trim()));

        var signed = string.Join(';', headers.Keys);
        var canonical = string.Join('\n',
            request.Method.Method,
            url.AbsolutePath,
            "",
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")),
            signed,
            bodyHash);

        var scope = $"{moment[..8]}/{Region}/s3/aws4_request";
        var toSign = string.Join('\n', Algorithm, moment, scope, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var signature = Convert.ToHexStringLower(Keyed(Key(moment[..8]), toSign));
        request.Headers.TryAddWithoutValidation("Authorization", $"{Algorithm} Credential={AccessKey}/{scope},SignedHeaders={signed},Signature={signature}");
    }

    /// <summary>Good for one day, one region and this service.</summary>
    private byte[] Key(string day) => Keyed(Keyed(Keyed(Keyed(Encoding.UTF8.GetBytes("AWS4" + SecretKey), day), Region), "s3"), "aws4_request");

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    /// <summary>Without the secret: records pass through logs.</summary>
    public override string ToString() => AccessKey;
}
