using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Payments;

/// <summary>The proofs gateways send along, over the raw bytes and in constant time.</summary>
internal static class Signatures
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>`t=…,v1=…[,v1=…]`: keyed hashes over the time and the body, of which one has to fit while a secret is being changed.</summary>
    /// <param name="separator">Between the two: a dot at one gateway, nothing at another.</param>
    public static bool IsTimed(StringValues header, ReadOnlySpan<byte> body, string secret, string separator, DateTimeOffset now)
    {
        if (header is not [{ Length: > 0 } text]) return false;

        long? time = null;
        var claimed = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is not [var name, var value]) return false;
            if (name is "t" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) time = seconds;
            else if (name is "t") return false;
            else if (name is "v1") claimed.Add(value);
        }

        if (time is not { } at || at > 253402300799 || (now - DateTimeOffset.FromUnixTimeSeconds(at)).Duration() > Tolerance) return false;
        var expected = Timed(at, body, secret, separator);
        return claimed.Exists(one => Same(one, expected));
    }

    public static string Timed(long at, ReadOnlySpan<byte> body, string secret, string separator)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(at.ToString(CultureInfo.InvariantCulture) + separator));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Keyed(ReadOnlySpan<byte> body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
