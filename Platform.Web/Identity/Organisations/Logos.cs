using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

[Table("organisation_logos"), PrimaryKey(nameof(OrganisationId))]
public sealed class OrganisationLogo
{
    public required Guid OrganisationId { get; init; }
    public required string Type { get; set; }
    public required byte[] Bytes { get; set; }
}

internal static class Logos
{
    public const int MostBytes = 1024 * 1024;

    /// <summary>By what is inside, never by what the name says: PNG, JPEG or WebP.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };

    /// <summary>The version in the address changes with the picture, so a browser may keep it.</summary>
    public static async Task<Results<FileContentHttpResult, NotFound>> ShowAsync(Actor by, HttpContext http, PlatformDbs dbs, CancellationToken ct)
    {
        await using var db = dbs.Open(by.Organisation);
        if (await db.Set<OrganisationLogo>().AsNoTracking().FirstOrDefaultAsync(l => l.OrganisationId == by.Organisation.Value, ct) is not { } logo) return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(logo.Bytes, logo.Type);
    }
}
