namespace Platform.Domain.Invoices;

/// <summary>What has to be issued so that the papers of an order say together what the order says; nothing when they do. Asked until there is nothing.</summary>
public abstract record Settlement
{
    /// <summary>Less is owed than stands: the difference is taken back, with exactly the tax that was charged on it.</summary>
    public sealed record Credit(IReadOnlyList<VatGroup> Groups) : Settlement;

    /// <summary>Nothing stands of what was invoiced, and something is owed.</summary>
    public sealed record InvoiceAnew : Settlement;

    /// <param name="invoice">The newest; those before it were taken back whole.</param>
    /// <param name="credits">What was taken back of it.</param>
    /// <param name="goods">What the customer has, or will have.</param>
    /// <param name="owed">What that comes to, at the rates of the invoice and in its order.</param>
    public static Settlement? Next(Paper invoice, IReadOnlyList<Paper> credits, IReadOnlyList<PaperLine> goods, IReadOnlyList<long> owed)
    {
        var standing = Standing(invoice, credits);
        if (standing.All(group => group.Gross == 0)) return owed.Sum() > 0 ? new InvoiceAnew() : null;

        // An invoice cannot be added to: what was changed into something else or something dearer is invoiced anew.
        if (owed.Sum() > 0 && (!Covers(invoice, goods) || standing.Zip(owed).Any(pair => pair.Second > pair.First.Gross))) return new Credit([.. standing.Where(group => group.Gross > 0)]);

        VatGroup[] fallen = [.. standing.Zip(owed, (group, gross) => group.Less(gross)).Where(group => group.Gross > 0)];
        return fallen is [] ? null : new Credit(fallen);
    }

    /// <summary>Of each rate what the credit notes have left.</summary>
    private static VatGroup[] Standing(Paper invoice, IReadOnlyList<Paper> credits) =>
    [
        .. invoice.Groups().Select(charged => credits.SelectMany(credit => credit.Groups()).Where(back => back.Percent == charged.Percent)
            .Aggregate(charged, (left, back) => new(left.Percent, left.Net - back.Net, left.Vat - back.Vat))),
    ];

    private static bool Covers(Paper invoice, IReadOnlyList<PaperLine> goods) => goods
        .GroupBy(line => (line.Title, line.UnitPrice))
        .All(same => same.Sum(line => line.Quantity) <= invoice.Lines.Where(line => (line.Title, line.UnitPrice) == same.Key).Sum(line => line.Quantity));
}
