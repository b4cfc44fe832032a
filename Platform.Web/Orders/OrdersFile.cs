using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Web.Identity.Organisations;
using Platform.Web.Shared;

namespace Platform.Web.Orders;

/// <summary>The orders of a list as a file, one line per order, in the words of whoever asks.</summary>
public sealed class OrdersFile(OrderQueries orders, Colleagues colleagues, IStringLocalizer<Texts> texts)
{
    /// <summary>What a spreadsheet still opens with ease.</summary>
    private const int MostLines = 50_000;

    private const int Page = 1_000;
    private static readonly string[] Columns = ["Number", "Placed", "State", "Source", "Customer", "Phone", "City", "Quarter", "Address", "When", "Slot", "Items", "Goods", "Fee", "Discount", "Total", "Paid", "Refunded", "Due", "Currency", "Note", "Reason"];

    public async Task<byte[]> CsvAsync(OrganisationId organisation, OrderFilter filter, CancellationToken ct)
    {
        var lines = (await LinesAsync(organisation, filter, ct)).Select(line => Csv.Line(line.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines))];
    }

    public async Task<byte[]> WorkbookAsync(OrganisationId organisation, OrderFilter filter, CancellationToken ct) => Workbook.Write(texts["Orders"], await LinesAsync(organisation, filter, ct));

    private async Task<List<IReadOnlyList<object?>>> LinesAsync(OrganisationId organisation, OrderFilter filter, CancellationToken ct)
    {
        var zone = (await colleagues.AtAsync(organisation, ct)).Zone;
        var lines = new List<IReadOnlyList<object?>> { Columns.Select(column => (object?)texts[column].Value).ToArray() };
        for (var page = await orders.PageAsync(organisation, filter, size: Page, ct: ct); page is [.., var last]; page = await orders.PageAsync(organisation, filter, last, Page, ct))
        {
            lines.AddRange(page.Select(row => Line(row, zone)));
            if (page.Count < Page || lines.Count > MostLines) break;
        }

        return lines;
    }

    private object?[] Line(OrderRow row, TimeZoneInfo zone) =>
    [
        row.Number, TimeZoneInfo.ConvertTime(row.PlacedAt, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), texts[row.Status.ToString()].Value, texts[$"From{row.Source}"].Value,
        row.Name, row.Phone, row.City, row.Quarter, row.Address, row.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Slot,
        string.Join(" · ", row.Items().Select(line => $"{line.Quantity} × {OrderWords.Line(line)}")),
        row.Of(row.Goods).Amount, row.Of(row.Fee).Amount, row.Of(row.Discount).Amount, row.Of(row.Total).Amount, row.Of(row.Paid).Amount, row.Of(row.Refunded).Amount, row.Due().Amount, row.Currency.ToString(),
        row.Note, row.Reason,
    ];
}
