using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Platform.Web.Identity.TwoFactor;

/// <summary>One way back in, once, when the phone is lost. Only its fingerprint is kept.</summary>
[Table("recovery_codes"), PrimaryKey(nameof(UserId), nameof(Hash))]
public sealed class RecoveryCode
{
    public required Guid UserId { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>The code last sent to a person by email. A new one replaces it.</summary>
[Table("email_codes"), PrimaryKey(nameof(UserId))]
public sealed class EmailCode
{
    public required Guid UserId { get; init; }
    public required byte[] Hash { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal static class Codes
{
    private const string Readable = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Half = 5;

    public static string NewRecovery() => $"{RandomNumberGenerator.GetString(Readable, Half)}-{RandomNumberGenerator.GetString(Readable, Half)}";

    /// <summary>As it was given out, whether or not its dash was typed; null when it can be none.</summary>
    /// <param name="code">Cleaned.</param>
    public static string? AsRecovery(string code) => code.Length == 2 * Half ? $"{code[..Half]}-{code[Half..]}" : null;

    public static string NewDigits() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Bound to the person, so that equal codes of two people look different.</summary>
    public static byte[] Hash(Guid user, string code) => SHA256.HashData([.. user.ToByteArray(), .. Encoding.UTF8.GetBytes(code)]);

    /// <summary>As people type them: with spaces, dashes of any length, capitals, Arabic digits.</summary>
    public static string Clean(string? typed) => string.Concat((typed ?? "").ToLowerInvariant()
        .Where(char.IsLetterOrDigit)
        .Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c));
}
