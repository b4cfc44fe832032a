using Platform.Domain.Common;
using Platform.Domain.Invoices;

namespace Platform.Tests.Invoices;

/// <summary>What is issued when an invoiced order changes: never too much, never too little, and at the end of it no centime of tax that belongs to nothing.</summary>
public sealed class SettlementTests
{
    private static readonly PaperLine Shoes = new("Samba, 38", 3, Dirhams(3333)), Way = new("Livraison", 1, Dirhams(3000));

    [Fact]
    public void What_agrees_needs_nothing() => Assert.Null(Settlement.Next(Invoice(), [], [Shoes], [9999, 3000]));

    [Fact]
    public void What_comes_back_is_credited_at_its_own_rate()
    {
        var fallen = Credit(Settlement.Next(Invoice(), [], [Shoes with { Quantity = 2 }], [6666, 3000]));
        Assert.Equal((20m, 3333), (Assert.Single(fallen).Percent, fallen[0].Gross));
    }

    [Fact]
    public void Piece_by_piece_all_of_the_tax_comes_back()
    {
        var (invoice, credits) = (Invoice(), new List<Paper>());
        foreach (var left in new long[] { 6666, 3333, 0 })
            credits.Add(Note(invoice, Credit(Settlement.Next(invoice, credits, [Shoes with { Quantity = (int)(left / 3333) }], [left, left == 0 ? 0 : 3000]))));

        Assert.Equal(invoice.Vat.Sum(group => group.Vat.Minor), credits.Sum(credit => credit.Vat.Sum(group => group.Vat.Minor)));
        Assert.Equal(invoice.Total.Minor, credits.Sum(credit => credit.Total.Minor));
        Assert.Null(Settlement.Next(invoice, credits, [], [0, 0]));
    }

    /// <summary>Three thirds rounded each for itself lose or find a centime.</summary>
    [Theory]
    [InlineData(100, 20)]
    [InlineData(1, 20)]
    [InlineData(10_001, 19.25)]
    [InlineData(7, 18)]
    public void However_finely_it_is_cut_nothing_is_left_over(long gross, double percent)
    {
        var whole = VatGroup.Within(Dirhams(gross), (decimal)percent);
        var (net, vat, left) = (0L, 0L, gross);
        for (var standing = whole; left > 0; standing = VatGroup.Within(Dirhams(left), (decimal)percent))
        {
            var gone = standing.Less(left -= Math.Min(left, 3));
            (net, vat) = (net + gone.Net.Minor, vat + gone.Vat.Minor);
        }

        Assert.Equal((whole.Net.Minor, whole.Vat.Minor), (net, vat));
    }

    [Fact]
    public void What_became_dearer_is_taken_back_and_invoiced_anew()
    {
        var invoice = Invoice();
        var back = Note(invoice, Credit(Settlement.Next(invoice, [], [Shoes with { Quantity = 4 }], [13_332, 3000])));
        Assert.Equal(invoice.Total, back.Total);
        Assert.IsType<Settlement.InvoiceAnew>(Settlement.Next(invoice, [back], [Shoes with { Quantity = 4 }], [13_332, 3000]));
    }

    [Fact]
    public void What_became_something_else_at_the_same_price_is_too()
    {
        var other = new PaperLine("Gazelle, 38", 3, Dirhams(3333));
        Assert.Equal(Invoice().Total.Minor, Credit(Settlement.Next(Invoice(), [], [other], [9999, 3000])).Sum(group => group.Gross));
    }

    [Fact]
    public void Only_the_way_may_become_cheaper() => Assert.Equal(18m, Assert.Single(Credit(Settlement.Next(Invoice(), [], [Shoes], [9999, 1000]))).Percent);

    [Fact]
    public void Who_charges_no_tax_takes_none_back()
    {
        var invoice = Invoice() with { Vat = [] };
        var fallen = Credit(Settlement.Next(invoice, [], [Shoes with { Quantity = 1 }], [6333]));
        Assert.Equal((6666, 0), (fallen[0].Gross, fallen[0].Vat.Minor));
    }

    [Fact]
    public void What_was_cancelled_is_not_invoiced_anew()
    {
        var invoice = Invoice();
        var back = Note(invoice, Credit(Settlement.Next(invoice, [], [Shoes], [0, 0])));
        Assert.Null(Settlement.Next(invoice, [back], [Shoes], [0, 0]));
    }

    private static Paper Invoice() => InvoiceBookSpecs.Sample() with { Lines = [Shoes, Way], Vat = [VatGroup.Within(Dirhams(9999), 20), VatGroup.Within(Dirhams(3000), 18)], Total = Dirhams(12_999) };

    private static Paper Note(Paper invoice, IReadOnlyList<VatGroup> groups) =>
        invoice with { Kind = PaperKind.CreditNote, Vat = groups, Total = Dirhams(groups.Sum(group => group.Gross)), Lines = [new("Retour", 1, Dirhams(groups.Sum(group => group.Gross)))] };

    private static IReadOnlyList<VatGroup> Credit(Settlement? next) => Assert.IsType<Settlement.Credit>(next).Groups;

    private static Money Dirhams(long minor) => new(minor, Currency.MAD);
}
