using System.ComponentModel.DataAnnotations.Schema;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Platform.Web.Identity.ApiKeys;

/// <summary>Lets a program of the organisation in. The secret is shown once; its fingerprint and its first letters stay.</summary>
[Table("api_keys")]
public sealed class ApiKey
{
    public const string Mark = "rk_";
    private const int PrefixLength = 11;

    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public required byte[] Hash { get; init; }
    public required string[] Scopes { get; init; }
    public required Guid CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>256 random bits: a plain fingerprint keeps them, no slow hash is needed.</summary>
    public static string NewSecret() => Mark + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] Fingerprint(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static string PrefixOf(string secret) => secret[..PrefixLength];
}
