using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Web.Identity;
using Platform.Web.Shared;

namespace Platform.Web.Invoices;

internal static class InvoiceEndpoints
{
    public static void MapInvoices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/factures/{id:guid}.pdf", PaperAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
        app.MapGet("/factures/export.csv", CsvAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
        app.MapGet("/factures/export.xlsx", WorkbookAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> PaperAsync(Guid id, Actor by, InvoiceQueries invoices, InvoiceFiles files, HttpContext http, CancellationToken ct)
    {
        if (await invoices.FindAsync(by.Organisation, new(id), ct) is not { } row || await files.OpenAsync(by.Organisation, row, ct) is not { } paper) return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(paper, "application/pdf", $"{row.Said}.pdf");
    }

    private static async Task<FileContentHttpResult> CsvAsync(Actor by, InvoicesFile file, TimeProvider clock, CancellationToken ct, int? annee = null, bool avoirs = false)
    {
        var (year, kind, name) = Asked(annee, avoirs, clock);
        return TypedResults.Bytes(await file.CsvAsync(by.Organisation, year, kind, ct), "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static async Task<FileContentHttpResult> WorkbookAsync(Actor by, InvoicesFile file, TimeProvider clock, CancellationToken ct, int? annee = null, bool avoirs = false)
    {
        var (year, kind, name) = Asked(annee, avoirs, clock);
        return TypedResults.Bytes(await file.WorkbookAsync(by.Organisation, year, kind, ct), Workbook.MimeType, $"{name}.xlsx");
    }

    private static (int Year, PaperKind Kind, string Name) Asked(int? annee, bool avoirs, TimeProvider clock)
    {
        var year = annee ?? clock.GetUtcNow().Year;
        return avoirs ? (year, PaperKind.CreditNote, $"avoirs-{year}") : (year, PaperKind.Invoice, $"factures-{year}");
    }
}
