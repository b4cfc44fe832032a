using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.Invoices;
using Platform.Web.Shared;

namespace Platform.Web.Invoices;

/// <summary>One year's papers of a series as a file for the accountant, one line per paper, in the words of whoever asks.</summary>
public sealed class InvoicesFile(InvoiceList list, IStringLocalizer<Texts> texts)
{
    private const int Page = 500;
    private static readonly string[] Columns = ["Number", "Date", "Order", "Customer", "Net", "Vat", "Total", "Currency"];

    public async Task<byte[]> CsvAsync(OrganisationId organisation, int year, PaperKind kind, CancellationToken ct)
    {
        var lines = (await LinesAsync(organisation, year, kind, ct)).Select(line => Csv.Line(line.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines))];
    }

    public async Task<byte[]> WorkbookAsync(OrganisationId organisation, int year, PaperKind kind, CancellationToken ct) =>
        Workbook.Write(texts[kind is PaperKind.CreditNote ? "CreditNotes" : "Invoices"], await LinesAsync(organisation, year, kind, ct));

    private async Task<List<IReadOnlyList<object?>>> LinesAsync(OrganisationId organisation, int year, PaperKind kind, CancellationToken ct)
    {
        var lines = new List<IReadOnlyList<object?>> { Columns.Select(column => (object?)texts[column].Value).ToArray() };
        for (int? before = null; ;)
        {
            var page = await list.PageAsync(organisation, year, kind, words: null, before, Page, ct);
            lines.AddRange(page.Select(line => Line(line.Row, line.Customer)));
            if (page.Count < Page) return lines;
            before = page[^1].Row.Number;
        }
    }

    private static IReadOnlyList<object?> Line(InvoiceRow row, string? customer) =>
    [
        row.Said, row.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.OrderNumber, customer,
        row.Of(row.Total - row.Vat).Amount, row.Of(row.Vat).Amount, row.Of(row.Total).Amount, row.Currency.ToString(),
    ];
}
