using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
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
        app.MapGet("/factures/export.csv", ExportAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> PaperAsync(Guid id, Actor by, InvoiceQueries invoices, InvoiceFiles files, HttpContext http, CancellationToken ct)
    {
        if (await invoices.FindAsync(by.Organisation, new(id), ct) is not { } row || await files.OpenAsync(by.Organisation, row, ct) is not { } paper) return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(paper, "application/pdf", $"{row.Said}.pdf");
    }

    private static async Task<FileContentHttpResult> ExportAsync(Actor by, InvoiceList list, IStringLocalizer<Texts> texts, TimeProvider clock, CancellationToken ct, int? annee = null, bool avoirs = false)
    {
        var (year, kind) = (annee ?? clock.GetUtcNow().Year, avoirs ? PaperKind.CreditNote : PaperKind.Invoice);
        var lines = new List<string> { Csv.Line([texts["Number"], texts["Date"], texts["Order"], texts["Customer"], texts["Net"], texts["Vat"], texts["Total"], texts["Currency"]]) };
        for (int? before = null; ;)
        {
            var page = await list.PageAsync(by.Organisation, year, kind, words: null, before, size: 500, ct);
            lines.AddRange(page.Select(line => Csv.Line(
            [
                line.Row.Said, line.Row.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Row.OrderNumber, line.Customer,
                Plain(line.Row, line.Row.Total - line.Row.Vat), Plain(line.Row, line.Row.Vat), Plain(line.Row, line.Row.Total), line.Row.Currency.ToString(),
            ])));
            if (page.Count < 500) break;
            before = page[^1].Row.Number;
        }

        return TypedResults.Bytes((byte[])[.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines))], "text/csv; charset=utf-8", $"{(avoirs ? "avoirs" : "factures")}-{year}.csv");
    }

    private static string Plain(InvoiceRow row, long minor) => row.Of(minor).Amount.ToString(CultureInfo.InvariantCulture);
}
