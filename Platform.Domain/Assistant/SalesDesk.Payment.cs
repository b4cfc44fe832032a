using System.Diagnostics;

namespace Platform.Domain.Assistant;

/// <summary>Paying before the door. Which order and how much is the record's to say, never the model's.</summary>
public sealed partial class SalesDesk
{
    /// <summary>The newest of their own orders on which something is owed.</summary>
    private OwnOrder? Owed => customer.Ways is [] ? null : customer.Orders.LastOrDefault(order => order.Owes is not null);

    private DeskAnswer PaymentLink(Draft draft)
    {
        var tongue = draft.Tongue!.Value;
        if (Owed is { } order) return new("payment_link", true, Reading(""), draft, new Deed.AskPayment(order));
        return Done("payment_link", draft, Reading(Say.In(tongue, customer switch
        {
            { Orders: [] } => "order.none",
            { Ways: [] } => "pay.door",
            _ => "pay.nothing",
        })));
    }

    /// <param name="link">Null when none could be had.</param>
    public DeskAnswer PaymentAsked(Draft draft, OwnOrder order, string? link)
    {
        var tongue = draft.Tongue!.Value;
        return Done("payment_link", draft, Reading(link is null || order.Owes is not { } owes
            ? Say.In(tongue, "pay.later")
            : Say.In(tongue, "pay.link", ("amount", Say.Amount(owes, tongue)), ("number", order.Number), ("ways", Enumerate([.. customer.Ways.Select(way => NameOf(way, tongue))], tongue)), ("link", link))));
    }

    private static string NameOf(PayWay way, Tongue tongue) => way switch
    {
        PayWay.Card => Say.In(tongue, "way.card"),
        PayWay.OrangeMoney => "Orange Money",
        PayWay.MtnMomo => "MTN MoMo",
        PayWay.Wave => "Wave",
        _ => throw new UnreachableException($"No name for {way}"),
    };
}
