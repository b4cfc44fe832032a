using Platform.Domain.Common;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Web.Orders;

namespace Platform.Web.Invoices;

/// <summary>The papers of a year with the customers they were made for; who was forgotten since has no name here any more.</summary>
public sealed class InvoiceList(InvoiceQueries invoices, OrderQueries orders)
{
    private const int MostCustomers = 200;

    public sealed record Line(InvoiceRow Row, string Customer);

    public async Task<List<Line>> PageAsync(OrganisationId organisation, int year, PaperKind kind, string? words, int? before = null, int size = InvoiceQueries.PageSize, CancellationToken ct = default)
    {
        var named = words is { Length: > 0 } ? (await orders.PageAsync(organisation, new(Search: words), size: MostCustomers, ct: ct)).Select(order => order.Id).ToList() : null;
        var rows = await invoices.PageAsync(organisation, year, kind, words, named, before, size, ct);
        var customers = (await orders.OfAsync(organisation, [.. rows.Select(row => new OrderId(row.OrderId))], ct)).ToDictionary(order => order.Id, order => order.Name);
        return [.. rows.Select(row => new Line(row, customers.GetValueOrDefault(row.OrderId, "")))];
    }
}
