using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
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

    public static async Task<IResult> ShowAsync(Actor by, HttpContext http, PlatformDbs dbs, CancellationToken ct)
    {
        await using var db = dbs.Open(by.Organisation);
        if (await db.Set<OrganisationLogo>().AsNoTracking().FirstOrDefaultAsync(l => l.OrganisationId == by.Organisation.Value, ct) is not { } logo) return TypedResults.NotFound();

        return Pictures.Show(http, logo.Bytes, logo.Type);
    }
}
