using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Web.Identity.Organisations;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Invoices;

/// <summary>Issues the invoice of an order, and takes back what fell away of it. Asked again for the same, it issues nothing more.</summary>
public sealed class InvoiceDesk(Streams streams, OrderQueries orders, InvoiceQueries invoices, InvoiceSettingsDesk settings, TimeProvider clock)
{
    /// <summary>Within a node those who want the next number queue up, so that they do not outrun each other again and again.</summary>
    private readonly ConcurrentDictionary<(OrganisationId, InvoiceBookId), SemaphoreSlim> queues = new();

    public static int YearOf(Guid book) => BitConverter.ToInt32(book.ToByteArray(), 0);

    public async Task<Refusal?> IssueAsync(Actor by, OrderId order, CancellationToken ct = default)
    {
        if (await orders.FindAsync(by.Organisation, order, ct) is not { } row) return new("order.unknown");
        if (row.Status is OrderStatus.Pending or OrderStatus.Cancelled || row.IsBack) return new("invoice.not_due");

        var (chosen, home) = await settings.OfAsync(by.Organisation, ct);
        var day = Today(home);
        var cause = $"{order.Value:N}";
        var paper = new Paper(
            PaperKind.Invoice, day, cause, order, row.Number, row.Conversation is { } chat ? new(chat) : null, chosen.Seller(home), BuyerOf(row), LinesOf(row), VatOf(row, chosen, home.Country, day), row.Of(row.Total));
        return await RecordAsync(by, paper, ct);
    }

    /// <param name="cause">The fact of the order that made it due.</param>
    public async Task<Refusal?> CreditAsync(Actor by, OrderId order, string reason, string cause, CancellationToken ct = default)
    {
        if (await orders.FindAsync(by.Organisation, order, ct) is not { } row) return new("order.unknown");
        var issued = await invoices.OfAsync(by.Organisation, order, ct);
        if (issued.Find(one => one.Kind is PaperKind.Invoice) is not { } invoice || await invoices.ReadAsync(by.Organisation, invoice, ct) is not { Paper: var original }) return null;

        var owed = row.Status is OrderStatus.Cancelled || row.IsBack ? 0 : row.Total;
        var due = Credits.Due(invoice.Total, owed, row.Paid, row.Refunded, issued.Where(one => one.Kind is PaperKind.CreditNote).Sum(one => one.Total));
        if (due == 0) return null;

        var (chosen, home) = await settings.OfAsync(by.Organisation, ct);
        var amount = invoice.Of(due);
        var paper = original with
        {
            Kind = PaperKind.CreditNote,
            On = Today(home),
            Cause = cause,
            Seller = chosen.Seller(home) with { Exemption = original.Seller.Exemption },
            // All of it mirrors the invoice; a part is one amount, taxed as the goods were.
            Lines = due == invoice.Total ? original.Lines : [new(reason, 1, amount)],
            Vat = due == invoice.Total ? original.Vat : original.Vat is [var goods, ..] ? [VatGroup.Within(amount, goods.Percent)] : [],
            Total = amount,
            Corrects = new(new(invoice.Id), invoice.Said, reason),
        };
        return await RecordAsync(by, paper, ct);
    }

    private async Task<Refusal?> RecordAsync(Actor by, Paper paper, CancellationToken ct)
    {
        var book = InvoiceBookId.Of(paper.Kind, paper.On.Year);
        var queue = queues.GetOrAdd((by.Organisation, book), static _ => new(1));
        await queue.WaitAsync(ct);
        try
        {
            var decision = await streams.HandleAsync(book, new IssueInvoice(IdOf(paper), paper), by, ct);
            return decision.Refusal is { Code: "invoice.issued_already" } ? null : decision.Refusal;
        }
        finally
        {
            queue.Release();
        }
    }

    private static Buyer BuyerOf(OrderRow row) => new(
        new(row.Contact), new(row.Contact, row.Name), row.Phone is { } phone ? new(row.Contact, phone) : null, new(row.Contact, OrderWords.Place(row)));

    private static List<PaperLine> LinesOf(OrderRow row)
    {
        List<PaperLine> lines = [.. row.Items().Select(line => new PaperLine(OrderWords.Line(line), line.Quantity, line.UnitPrice))];
        if (row.Fee > 0) lines.Add(new("Livraison", 1, row.Of(row.Fee)));
        if (row.Discount > 0) lines.Add(new("Remise", 1, row.Of(-row.Discount)));
        return lines;
    }

    /// <summary>One group per rate, the goods' first.</summary>
    private static List<VatGroup> VatOf(OrderRow row, InvoiceSettings chosen, string country, DateOnly day)
    {
        if (chosen.Percent(country, day, VatKind.Goods) is not { } goods) return [];
        var transport = chosen.Percent(country, day, VatKind.Transport) ?? goods;
        return goods == transport || row.Fee == 0
            ? [VatGroup.Within(row.Of(row.Total), goods)]
            : [VatGroup.Within(row.Of(row.Goods - row.Discount), goods), VatGroup.Within(row.Of(row.Fee), transport)];
    }

    private DateOnly Today(Organisation home) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(home.TimeZone)).Date);

    private static InvoiceId IdOf(Paper paper) => new(new(SHA256.HashData(Encoding.UTF8.GetBytes($"{paper.Kind} {paper.Cause}")).AsSpan(0, 16)));
}
