using Platform.Domain.Common;
using Platform.Domain.Invoices;

namespace Platform.Tests.Invoices;

/// <summary>What a credit note lists comes to exactly what it takes back.</summary>
public sealed class CreditLinesTests
{
    private static readonly PaperLine Shoes = new("Samba, 38", 3, Dirhams(3333)), Laces = new("Lacets", 2, Dirhams(50)), Way = new("Livraison", 1, Dirhams(3000)), Less = new("Remise", 1, Dirhams(-300));
    private static readonly CreditLines.Names Names = new(Way.Title, Less.Title, "Trop petit");

    [Fact]
    public void The_articles_that_came_back_are_named_with_their_pieces() =>
        Assert.Equal([Shoes with { Quantity = 2 }, Laces with { Quantity = 1 }], Lines([Shoes, Laces, Way], [], kept: [Shoes with { Quantity = 1 }, Laces with { Quantity = 1 }], 6716));

    [Fact]
    public void All_of_it_is_the_invoice_again() => Assert.Equal([Shoes, Way, Less], Lines([Shoes, Way, Less], [], kept: [], 12_699));

    [Fact]
    public void What_was_taken_back_before_is_not_listed_again()
    {
        PaperLine[] first = [Shoes with { Quantity = 1 }];
        Assert.Equal([Shoes with { Quantity = 2 }, Way], Lines([Shoes, Way], [first], kept: [], 9666));
        Assert.Equal([Shoes with { Quantity = 1 }], Lines([Shoes, Way], [first], kept: [Shoes with { Quantity = 1 }], 3333));
    }

    [Fact]
    public void A_price_that_was_lowered_has_the_reason_for_a_name() => Assert.Equal([new("Trop petit", 1, Dirhams(500))], Lines([Shoes, Way], [], kept: [Shoes], 500));

    [Fact]
    public void A_part_of_the_discount_goes_with_its_goods() =>
        Assert.Equal([Shoes with { Quantity = 1 }, new("Remise", 1, Dirhams(-100))], Lines([Shoes, Way, Less], [], kept: [Shoes with { Quantity = 2 }], 3233));

    [Fact]
    public void The_way_is_named_where_it_has_a_rate_of_its_own()
    {
        var invoice = Invoice([Shoes, Way]) with { Vat = [VatGroup.Within(Dirhams(9999), 20), VatGroup.Within(Dirhams(3000), 18)] };
        var lines = CreditLines.Of(invoice, [], [Shoes with { Quantity = 2 }], [VatGroup.Within(Dirhams(3333), 20), VatGroup.Within(Dirhams(1000), 18)], Names);
        Assert.Equal([Shoes with { Quantity = 1 }, Way with { UnitPrice = Dirhams(1000) }], lines);
    }

    [Fact]
    public void After_a_lowered_price_the_rest_still_adds_up()
    {
        PaperLine[] lowered = [new("Remboursement", 1, Dirhams(500))];
        var lines = Lines([Shoes, Way], [lowered], kept: [], 12_499);
        Assert.Equal(12_499, lines.Sum(line => line.Total.Minor));
        Assert.Equal(Shoes, lines[0]);
    }

    private static IReadOnlyList<PaperLine> Lines(PaperLine[] invoiced, PaperLine[][] before, PaperLine[] kept, long total)
    {
        var invoice = Invoice(invoiced);
        return CreditLines.Of(invoice, [.. before.Select(Invoice)], kept, [VatGroup.Within(Dirhams(total), 20)], Names);
    }

    private static Paper Invoice(PaperLine[] lines)
    {
        var total = Dirhams(lines.Sum(line => line.Total.Minor));
        return InvoiceBookSpecs.Sample() with { Lines = lines, Vat = [VatGroup.Within(total, 20)], Total = total };
    }

    private static Money Dirhams(long minor) => new(minor, Currency.MAD);
}
