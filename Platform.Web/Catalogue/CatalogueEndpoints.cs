using Microsoft.EntityFrameworkCore;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Catalogue;

internal static class CatalogueEndpoints
{
    public static void MapCatalogueFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/boutique/photo/{photo:guid}", PhotoAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
        app.MapGet("/boutique/export.xlsx", WorkbookAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
        app.MapGet("/boutique/export.csv", CsvAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
    }

    private static async Task<IResult> PhotoAsync(Guid photo, Actor by, HttpContext http, PlatformDbs dbs, CancellationToken ct)
    {
        await using var db = dbs.Open(by.Organisation);
        var row = await db.Set<PhotoRow>().AsNoTracking().FirstOrDefaultAsync(p => p.OrganisationId == by.Organisation.Value && p.Id == photo, ct);
        return row is null ? TypedResults.NotFound() : Pictures.Show(http, row.Bytes, row.Type);
    }

    private static async Task<IResult> CsvAsync(Actor by, GoodsFile file, CancellationToken ct) =>
        TypedResults.Bytes(await file.CsvAsync(by.Organisation, ct), "text/csv; charset=utf-8", "produits.csv");

    private static async Task<IResult> WorkbookAsync(Actor by, GoodsFile file, CancellationToken ct) =>
        TypedResults.Bytes(await file.WorkbookAsync(by.Organisation, ct), Workbook.MimeType, "produits.xlsx");
}
