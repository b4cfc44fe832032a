using System.Collections.Immutable;

namespace Platform.Domain.Invoices;

/// <summary>What a credit note lists: the pieces that fell away as they were invoiced, and what else makes up its sum by a name of its own.</summary>
public static class CreditLines
{
    /// <param name="Way">What the delivery is called on the invoice.</param>
    /// <param name="Discount">What a part of the discount is called that falls with its goods.</param>
    /// <param name="Reason">For what is taken off without any piece coming back.</param>
    public sealed record Names(string Way, string Discount, string Reason);

    /// <param name="credits">What was taken back of the invoice before.</param>
    /// <param name="kept">The goods the customer has, or will have.</param>
    /// <param name="groups">What this one takes back, by rate.</param>
    public static IReadOnlyList<PaperLine> Of(Paper invoice, IReadOnlyList<Paper> credits, IReadOnlyList<PaperLine> kept, IReadOnlyList<VatGroup> groups, Names names)
    {
        var total = groups.Sum(group => group.Gross);
        var standing = Without(invoice.Lines, credits.SelectMany(credit => credit.Lines));
        if (standing.Sum(line => line.Total.Minor) == total) return standing;

        var isAll = invoice.Total.Minor - credits.Sum(credit => credit.Total.Minor) == total;
        var goods = standing.RemoveAll(line => line.UnitPrice.Minor <= 0 || line.Title == names.Way);
        var fallen = isAll ? goods : Without(goods, kept);
        return [.. fallen, .. Rest(invoice, groups, total - fallen.Sum(line => line.Total.Minor), names)];
    }

    private static IEnumerable<PaperLine> Rest(Paper invoice, IReadOnlyList<VatGroup> groups, long rest, Names names)
    {
        PaperLine Line(string title, long minor) => new(title, 1, invoice.Total with { Minor = minor });

        var way = invoice.Vat is [_, var last] && groups.FirstOrDefault(group => group.Percent == last.Percent) is { Gross: > 0 } part ? part.Gross : 0;
        if (way > 0) yield return Line(names.Way, way);
        if (rest != way) yield return Line(rest > way ? names.Reason : names.Discount, rest - way);
    }

    /// <summary>Line by line, piece by piece; two lines of the same article are one stock of it.</summary>
    private static ImmutableArray<PaperLine> Without(IEnumerable<PaperLine> lines, IEnumerable<PaperLine> gone)
    {
        var left = gone.GroupBy(line => (line.Title, line.UnitPrice)).ToDictionary(same => same.Key, same => same.Sum(line => line.Quantity));
        var standing = ImmutableArray.CreateBuilder<PaperLine>();
        foreach (var line in lines)
        {
            var key = (line.Title, line.UnitPrice);
            var taken = Math.Min(line.Quantity, left.GetValueOrDefault(key));
            if (taken > 0) left[key] -= taken;
            if (line.Quantity > taken) standing.Add(line with { Quantity = line.Quantity - taken });
        }

        return standing.ToImmutable();
    }
}
