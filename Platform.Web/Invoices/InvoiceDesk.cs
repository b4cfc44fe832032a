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
public sealed class InvoiceDesk(Streams streams, OrderQueries orders, OrderStory story, InvoiceQueries invoices, InvoiceSettingsDesk settings, TimeProvider clock)
{
    /// <summary>Within a node those who want the next number queue up, so that they do not outrun each other again and again.</summary>
    private readonly ConcurrentDictionary<(OrganisationId, InvoiceBookId), SemaphoreSlim> queues = new();

    private const string IssuedAlready = "invoice.issued_already";

    /// <summary>Taken back and invoiced anew are two; more only with others at the same order.</summary>
    private const int MostSteps = 20;

    public static int YearOf(Guid book) => BitConverter.ToInt32(book.ToByteArray(), 0);

    public async Task<Refusal?> IssueAsync(Actor by, OrderId order, CancellationToken ct = default)
    {
        if (await orders.FindAsync(by.Organisation, order, ct) is not { } row) return new("order.unknown");
        if (row.Status is OrderStatus.Pending or OrderStatus.Cancelled || row.IsBack) return new("invoice.not_due");

        var refusal = await RecordAsync(by, await InvoiceAsync(by.Organisation, row, $"{order.Value:N}", ct), ct);
        return refusal is { Code: IssuedAlready } ? null : refusal;
    }

    /// <summary>Brings the papers of an invoiced order to what the order says now. Whoever else is at it meanwhile, nothing is taken back or charged twice.</summary>
    public async Task<Refusal?> SettleAsync(Actor by, OrderId order, CancellationToken ct = default)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            // The papers first: what happens to the order after that is settled by whoever it happened to.
            var papers = await PapersAsync(by.Organisation, order, ct);
            if (papers.FindLastIndex(paper => paper.Kind is PaperKind.Invoice) is not (>= 0 and var newest)) return null;
            if (await orders.FindAsync(by.Organisation, order, ct) is not { } row) return new("order.unknown");

            var (invoice, credits) = (papers[newest], papers[(newest + 1)..]);
            var cause = $"{order.Value:N}#{papers.Count}";
            var paper = Settlement.Next(invoice.Paper, [.. credits.Select(credit => credit.Paper)], GoodsOf(row), OwedOf(row, invoice.Paper.Groups().Count)) switch
            {
                Settlement.Credit credit => await CreditNoteAsync(by.Organisation, invoice, [.. credits.Select(before => before.Paper)], GoodsOf(row), credit.Groups, cause, ct),
                Settlement.InvoiceAnew => await InvoiceAsync(by.Organisation, row, cause, ct),
                _ => null,
            };
            if (paper is null) return null;
            if (await RecordAsync(by, paper, ct) is { Code: not IssuedAlready } refusal) return refusal;
        }

        throw new InvalidOperationException($"The papers of order {order.Value} do not come to rest");
    }

    private async Task<Paper> InvoiceAsync(OrganisationId organisation, OrderRow row, string cause, CancellationToken ct)
    {
        var (chosen, home) = await settings.OfAsync(organisation, ct);
        var day = Today(home);
        return new(
            PaperKind.Invoice, day, cause, new(row.Id), row.Number, row.Conversation is { } chat ? new(chat) : null, chosen.Seller(home), BuyerOf(row), LinesOf(row, chosen.Language), VatOf(row, chosen, home.Country, day), row.Of(row.Total),
            Language: chosen.Language);
    }

    private async Task<Paper> CreditNoteAsync(
        OrganisationId organisation, Issued invoice, IReadOnlyList<Paper> credits, IReadOnlyList<PaperLine> kept, IReadOnlyList<VatGroup> groups, string cause, CancellationToken ct)
    {
        var (chosen, home) = await settings.OfAsync(organisation, ct);
        var (original, total) = (invoice.Paper, groups.Sum(group => group.Gross));
        var reason = await WhyAsync(organisation, original.ForOrder, original.Language, ct);
        return original with
        {
            Kind = PaperKind.CreditNote,
            On = Today(home),
            Cause = cause,
            Seller = chosen.Seller(home) with { Exemption = original.Seller.Exemption },
            Lines = CreditLines.Of(original, credits, kept, groups, new(PaperWords.In(original.Language, "LineFee"), PaperWords.In(original.Language, "LineDiscount"), reason)),
            Vat = original.Vat is [] ? [] : groups,
            Total = original.Total with { Minor = total },
            Corrects = new(invoice.Id, invoice.Said, reason),
        };
    }

    /// <summary>As the customer reads it: by the last thing that happened, whoever settles it.</summary>
    private async Task<string> WhyAsync(OrganisationId organisation, OrderId order, Language language, CancellationToken ct) => (await story.OfAsync(organisation, order, ct))
        .Select(step => step.Fact switch
        {
            OrderReturned e => OrderReasons.Say(e.Reason, language),
            OrderCancelled e => OrderReasons.Say(e.Reason, language),
            OrderRefunded => PaperWords.In(language, "ReasonRefund"),
            OrderEdited => PaperWords.In(language, "ReasonChange"),
            _ => null,
        }).OfType<string>().LastOrDefault() ?? PaperWords.In(language, "ReasonChange");

    /// <summary>In the order they were issued: each invoice, and after it what was taken back of it.</summary>
    private async Task<List<Issued>> PapersAsync(OrganisationId organisation, OrderId order, CancellationToken ct)
    {
        var papers = new List<Issued>();
        foreach (var row in await invoices.OfAsync(organisation, order, ct))
            if (await invoices.ReadAsync(organisation, row, ct) is { } issued) papers.Add(new(issued.Invoice, row.Said, issued.Paper));
        return papers;
    }

    private sealed record Issued(InvoiceId Id, string Said, Paper Paper)
    {
        public PaperKind Kind => Paper.Kind;
    }

    private async Task<Refusal?> RecordAsync(Actor by, Paper paper, CancellationToken ct)
    {
        var book = InvoiceBookId.Of(paper.Kind, paper.On.Year);
        var queue = queues.GetOrAdd((by.Organisation, book), static _ => new(1));
        await queue.WaitAsync(ct);
        try
        {
            return (await streams.HandleAsync(book, new IssueInvoice(IdOf(paper), paper), by, ct)).Refusal;
        }
        finally
        {
            queue.Release();
        }
    }

    private static Buyer BuyerOf(OrderRow row) => new(
        new(row.Contact), new(row.Contact, row.Name), row.Phone is { } phone ? new(row.Contact, phone) : null, new(row.Contact, OrderWords.Place(row)));

    private static List<PaperLine> LinesOf(OrderRow row, Language language)
    {
        var lines = GoodsOf(row);
        if (row.Fee > 0) lines.Add(new(PaperWords.In(language, "LineFee"), 1, row.Of(row.Fee)));
        if (row.Discount > 0) lines.Add(new(PaperWords.In(language, "LineDiscount"), 1, row.Of(-row.Discount)));
        return lines;
    }

    private static List<PaperLine> GoodsOf(OrderRow row) => [.. row.Items().Select(line => new PaperLine(OrderWords.Line(line), line.Quantity, line.UnitPrice))];

    /// <summary>One group per rate, the goods' first.</summary>
    private static List<VatGroup> VatOf(OrderRow row, InvoiceSettings chosen, string country, DateOnly day)
    {
        if (chosen.Percent(country, day, VatKind.Goods) is not { } goods) return [];
        var transport = chosen.Percent(country, day, VatKind.Transport) ?? goods;
        return goods == transport || row.Fee == 0
            ? [VatGroup.Within(row.Of(row.Total), goods)]
            : [VatGroup.Within(row.Of(row.Goods - row.Discount), goods), VatGroup.Within(row.Of(row.Fee), transport)];
    }

    /// <summary>What is to be paid in the end, as an invoice of so many rates parts it. A price cut is one of the goods as far as they go.</summary>
    private static long[] OwedOf(OrderRow row, int rates)
    {
        var price = row.Price().Minor;
        if (rates == 1) return [price];

        var fee = Math.Min(price, row.Fee);
        return [price - fee, fee];
    }

    private DateOnly Today(Organisation home) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(home.TimeZone)).Date);

    private static InvoiceId IdOf(Paper paper) => new(new(SHA256.HashData(Encoding.UTF8.GetBytes($"{paper.Kind} {paper.Cause}")).AsSpan(0, 16)));
}
