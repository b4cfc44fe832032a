using Platform.Domain.Common;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;

namespace Platform.Tests.Invoices;

public sealed class InvoiceBookSpecs
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private readonly Spec<InvoiceBook, InvoiceCommand, InvoiceEvent> spec = new();

    [Fact]
    public void Numbers_follow_each_other()
    {
        spec.When(Issue()).When(Issue()).When(Issue());
        Assert.Equal(3, spec.State.Last);
    }

    [Fact]
    public void What_is_refused_takes_no_number()
    {
        spec.When(Issue()).When(Issue(paper => paper with { Seller = paper.Seller with { Missing = ["ICE"] } })).ThenRefused("invoice.seller_incomplete");
        Assert.Equal(1, spec.State.Last);
    }

    [Fact]
    public void Dates_of_a_series_never_run_backwards()
    {
        spec.When(Issue()).When(Issue(paper => paper with { On = Monday.AddDays(-1) }));
        Assert.Equal(Monday, spec.State.LastOn);
    }

    [Fact]
    public void Lines_that_are_not_the_total_are_refused() => spec.When(Issue(paper => paper with { Total = Dirhams(1) })).ThenRefused("invoice.sums");

    [Fact]
    public void Tax_that_is_not_within_the_total_is_refused() => spec.When(Issue(paper => paper with { Vat = [VatGroup.Within(Dirhams(1), 20)] })).ThenRefused("invoice.sums");

    [Fact]
    public void A_number_is_said_with_its_series_and_year() => Assert.Equal(("F-2026-000123", "A-2026-000007"), (Paper.Write(PaperKind.Invoice, 2026, 123), Paper.Write(PaperKind.CreditNote, 2026, 7)));

    internal static Paper Sample(string name = "Salma Bennani", string address = "12 rue Ibn Batouta, Maârif, Casablanca") => new(
        PaperKind.Invoice, Monday, "cause", new OrderId(Guid.CreateVersion7()), "CMD-1042", null,
        new("Atlas Sneakers SARL", "45 boulevard Zerktouni, Casablanca", "+212522000001", "MA", ["SARL au capital de 100 000 DH", "ICE : 001561191000066", "IF : 1234567", "TP : 12345678"], null, null, []),
        new(new(Guid.CreateVersion7()), new(Guid.Empty, name), null, new(Guid.Empty, address)),
        [new("Samba OG, 38, Blanc", 2, Dirhams(949)), new("Livraison", 1, Dirhams(30))], [VatGroup.Within(Dirhams(1928), 20)], Dirhams(1928));

    private static IssueInvoice Issue(Func<Paper, Paper>? change = null) => new(new(Guid.CreateVersion7()), (change ?? (paper => paper))(Sample()));

    private static Money Dirhams(int amount) => Money.Of(amount, Currency.MAD);
}
