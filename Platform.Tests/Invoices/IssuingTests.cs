using ExcelDataReader;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;
using Platform.Web.Identity;
using Platform.Web.Invoices;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Tests.Invoices;

/// <summary>Numbers without a gap, whoever asks at the same time; papers that stay what they were.</summary>
public sealed class IssuingTests(App app) : IClassFixture<App>, IAsyncLifetime
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Karim = new(Shop, ActorKind.Member, Role.Admin, Guid.CreateVersion7());

    private readonly HashSet<Domain.Catalogue.VariantId> taken = [];
    private List<ShelfQueries.Goods>? shelf;

    private InvoiceDesk Desk => app.Get<InvoiceDesk>();
    private InvoiceQueries Invoices => app.Get<InvoiceQueries>();
    private Streams Streams => app.Get<Streams>();

    public async Task InitializeAsync()
    {
        var (settings, _) = await app.Get<InvoiceSettingsDesk>().OfAsync(Shop);
        (settings.LegalName, settings.Address) = ("Atlas Sneakers SARL", "45 boulevard Zerktouni, Casablanca");
        settings.Say(new Dictionary<string, string> { ["ICE"] = "001561191000066", ["IF"] = "1234567", ["TP"] = "12345678" });
        Assert.Null(await app.Get<InvoiceSettingsDesk>().SaveAsync(Karim, settings));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Fifty_at_once_and_refused_ones_between_leave_no_gap()
    {
        var orders = new List<OrderId>();
        for (var n = 0; n < 50; n++) orders.Add(await PlaceAsync("Parallel", isConfirmed: n % 10 != 9));

        // Each is asked for twice, and every tenth must not be invoiced at all.
        var outcomes = await Task.WhenAll(orders.Concat(orders).Select(order => Task.Run(() => Desk.IssueAsync(Karim, order))));

        Assert.Equal(10, outcomes.Count(refusal => refusal?.Code == "invoice.not_due"));
        Assert.Equal(90, outcomes.Count(refusal => refusal is null));
        Assert.Equal("0", await app.TextAsync("select count(*) from (select number, row_number() over (partition by organisation_id, kind, year order by number) as place from invoice_numbers) n where number <> place"));
        Assert.Equal("0", await app.TextAsync("select count(*) from invoice_numbers n full join invoices i using (organisation_id, kind, year, number) where n.number is null or i.number is null"));
        foreach (var order in orders.Where((_, n) => n % 10 != 9)) Assert.Single(await Invoices.OfAsync(Shop, order));
    }

    [Fact]
    public async Task The_invoice_comes_with_the_delivery_and_the_credit_note_with_the_return()
    {
        var order = await PlaceAsync("Livrée", pieces: 2);
        await Streams.HandleAsync(order, new HandOver("Blaise"), Karim);
        await Streams.HandleAsync(order, new DeliverOrder(), Karim);
        await Eventually.EqualAsync(1, async () => (await Invoices.OfAsync(Shop, order)).Count);

        var row = (await app.Get<OrderQueries>().FindAsync(Shop, order))!;
        await Streams.HandleAsync(order, new ReturnGoods(Guid.CreateVersion7(), "Trop petit", [new(row.Items()[0].Variant, 1)]), Karim);
        await Eventually.EqualAsync(2, async () => (await Invoices.OfAsync(Shop, order)).Count);

        var papers = await Invoices.OfAsync(Shop, order);
        var (invoice, credit) = (papers[0], papers[1]);
        Assert.Equal((PaperKind.Invoice, row.Total), (invoice.Kind, invoice.Total));
        Assert.Equal((PaperKind.CreditNote, row.Items()[0].UnitPrice.Minor, (Guid?)invoice.Id), (credit.Kind, credit.Total, credit.Corrects));
        var note = (await Invoices.ReadAsync(Shop, credit))!.Paper;
        Assert.Equal("Trop petit", note.Corrects?.Reason);
        Assert.Equal(new PaperLine(OrderWords.Line(row.Items()[0]), 1, row.Items()[0].UnitPrice), Assert.Single(note.Lines));
    }

    [Fact]
    public async Task The_accountant_gets_the_year_as_a_workbook_with_amounts_that_add_up()
    {
        var order = await PlaceAsync("Tableur");
        Assert.Null(await Desk.IssueAsync(Karim, order));
        var row = Assert.Single(await Invoices.OfAsync(Shop, order));

        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(await app.Get<InvoicesFile>().WorkbookAsync(Shop, row.IssuedOn.Year, PaperKind.Invoice, CancellationToken.None)));
        Assert.True(reader.Read() && reader.Read());
        Assert.Equal(row.Said, reader.GetString(0));
        Assert.Equal((double)row.Of(row.Total).Amount, reader.GetDouble(6));
        Assert.Equal(reader.GetDouble(6), reader.GetDouble(4) + reader.GetDouble(5), precision: 2);
    }

    [Fact]
    public async Task A_cancelled_order_gets_all_of_its_invoice_back_once()
    {
        var order = await PlaceAsync("Annulée");
        Assert.Null(await Desk.IssueAsync(Karim, order));
        await Streams.HandleAsync(order, new CancelOrder("Doublon"), Karim);

        await Eventually.EqualAsync(2, async () => (await Invoices.OfAsync(Shop, order)).Count);
        Assert.Null(await Desk.SettleAsync(Karim, order));
        var papers = await Invoices.OfAsync(Shop, order);
        Assert.Equal((2, papers[0].Total, papers[0].Vat), (papers.Count, papers[1].Total, papers[1].Vat));
    }

    [Fact]
    public async Task An_order_that_becomes_dearer_after_its_invoice_has_one_that_says_so()
    {
        var order = await PlaceAsync("Modifiée");
        Assert.Null(await Desk.IssueAsync(Karim, order));
        var row = (await app.Get<OrderQueries>().FindAsync(Shop, order))!;
        var more = row.Items()[0] with { Quantity = 2 };
        await Streams.HandleAsync(order, new EditOrder([more], row.Of(row.Fee), row.Of(0), new(new(row.Contact, "Salma"), null, "Rabat", null, null, null, null), null), Karim);

        await Eventually.EqualAsync(3, async () => (await Invoices.OfAsync(Shop, order)).Count);
        var papers = await Invoices.OfAsync(Shop, order);
        Assert.Equal([PaperKind.Invoice, PaperKind.CreditNote, PaperKind.Invoice], papers.Select(paper => paper.Kind));
        Assert.Equal((row.Total, row.Total, row.Fee + more.Total.Minor), (papers[0].Total, papers[1].Total, papers[2].Total));
    }

    /// <summary>The invoice was being made while the order was cancelled.</summary>
    [Fact]
    public async Task Ten_who_settle_the_same_order_together_take_back_once()
    {
        var order = await PlaceAsync("Ensemble");
        Assert.Null(await Desk.IssueAsync(Karim, order));
        await Streams.HandleAsync(order, new CancelOrder("Doublon"), Karim);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Desk.SettleAsync(Karim, order)));

        Assert.Equal(0, (await Invoices.OfAsync(Shop, order)).Sum(paper => paper.Kind is PaperKind.Invoice ? paper.Total : -paper.Total));
        Assert.Equal(2, (await Invoices.OfAsync(Shop, order)).Count);
    }

    [Fact]
    public async Task Money_given_back_after_the_goods_are_there_lowers_the_price_and_before_that_it_is_owed_again()
    {
        var (order, payment) = (await PlaceAsync("Remise"), Guid.CreateVersion7());
        var total = (await app.Get<OrderQueries>().FindAsync(Shop, order))!.Total;
        await Streams.HandleAsync(order, new TakePayment(payment, "stripe", new(total, Currency.MAD)), Karim);
        await Streams.HandleAsync(order, new NoteRefund(payment, Guid.CreateVersion7(), new(1_000, Currency.MAD)), Actor.System(Shop));
        Assert.Equal(1_000, (await app.Get<OrderQueries>().FindAsync(Shop, order))!.Due().Minor);

        await Streams.HandleAsync(order, new HandOver("Blaise"), Karim);
        await Streams.HandleAsync(order, new DeliverOrder(), Karim);
        await Streams.HandleAsync(order, new NoteRefund(payment, Guid.CreateVersion7(), new(3_000, Currency.MAD)), Actor.System(Shop));

        await Eventually.EqualAsync(total - 3_000, async () => (await Invoices.OfAsync(Shop, order)).Sum(paper => paper.Kind is PaperKind.Invoice ? paper.Total : -paper.Total));
        Assert.Equal(3_000, (await app.Get<OrderQueries>().FindAsync(Shop, order))!.Reduced);
    }

    [Fact]
    public async Task A_paper_is_drawn_once_and_stays()
    {
        var order = await PlaceAsync("Salma سلمى");
        await Desk.IssueAsync(Karim, order);
        var row = Assert.Single(await Invoices.OfAsync(Shop, order));

        var first = await BytesAsync(row);
        Assert.Equal("%PDF-", System.Text.Encoding.ASCII.GetString(first, 0, 5));
        Assert.Equal(first, await BytesAsync(row));
    }

    [Fact]
    public async Task An_agent_does_not_change_what_the_law_reads()
    {
        var (settings, _) = await app.Get<InvoiceSettingsDesk>().OfAsync(Shop);
        Assert.Equal("forbidden", (await app.Get<InvoiceSettingsDesk>().SaveAsync(Karim with { Role = Role.Agent }, settings))?.Code);
        settings.Say(new Dictionary<string, string> { ["ICE"] = "123" });
        Assert.Equal("invoice.mention.ICE", (await app.Get<InvoiceSettingsDesk>().SaveAsync(Karim, settings))?.Code);
    }

    private async Task<byte[]> BytesAsync(InvoiceRow row)
    {
        await using var paper = await app.Get<InvoiceFiles>().OpenAsync(Shop, row, CancellationToken.None);
        using var copy = new MemoryStream();
        await paper!.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<OrderId> PlaceAsync(string name, bool isConfirmed = true, int pieces = 1)
    {
        shelf ??= await app.Get<ShelfQueries>().FindAsync(Shop, "", most: 1000);
        var goods = shelf.First(goods => goods.Available > 2 && taken.Add(goods.Variant));
        var id = new OrderId(Guid.CreateVersion7());
        var (_, refusal) = await app.Get<NewOrders>().PlaceAsync(Karim, new(
            id, OrderSource.Hand, "+212612777001", name, [new(goods.Variant, pieces)], person => new(new(person, name), null, "Rabat", null, null, null, null), _ => null, null, null, isConfirmed));
        Assert.Null(refusal);
        return id;
    }
}
