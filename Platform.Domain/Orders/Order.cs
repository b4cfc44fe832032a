using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Orders;

/// <summary>What a customer buys, from the yes to the door, and what was paid for it.</summary>
public sealed record Order : IAggregate<Order, OrderCommand, OrderEvent>
{
    public static Order Initial { get; } = new();

    public OrderStatus? Status { get; init; }

    /// <summary>What the customer has, or will have: what came back is out of it.</summary>
    public Bill Bill { get; init; } = Bill.Empty;

    public Destination? To { get; init; }
    public Personal? Note { get; init; }

    /// <summary>Found and laid aside.</summary>
    public ImmutableArray<VariantId> Picked { get; init; } = [];

    /// <summary>Each payment counts once, however often it is told.</summary>
    public ImmutableArray<PaymentTaken> Payments { get; init; } = [];

    public ImmutableArray<PaymentTaken> Refunds { get; init; } = [];

    public ImmutableArray<Guid> Returns { get; init; } = [];

    /// <summary>The goods of a failed delivery lie on the shelf again.</summary>
    public bool IsBack { get; init; }

    public static Order Evolve(Order state, OrderEvent fact) => fact switch
    {
        OrderPlaced e => state with { Status = OrderStatus.Pending, Bill = new([.. e.Lines], e.Fee, e.Discount), To = e.To, Note = e.Note },
        OrderConfirmed => state with { Status = OrderStatus.Confirmed },
        OrderEdited e => state with { Bill = new([.. e.Lines], e.Fee, e.Discount), To = e.To, Note = e.Note },
        OrderPreparing => state with { Status = OrderStatus.Preparing },
        OrderPicked e => state with { Picked = e.IsPicked ? state.Picked.Add(e.Variant) : state.Picked.Remove(e.Variant) },
        OrderPrepared => state with { Status = OrderStatus.Ready },
        OrderSteppedBack e => state with { Status = e.To, Picked = e.To is OrderStatus.Confirmed ? [] : state.Picked },
        OrderHandedOver => state with { Status = OrderStatus.InDelivery },
        OrderDelivered => state with { Status = OrderStatus.Delivered },
        OrderFailed => state with { Status = OrderStatus.Failed },
        OrderRescheduled e => state with
        {
            Status = state.Status is OrderStatus.Failed ? OrderStatus.Ready : state.Status,
            To = state.To is { } to ? to with { Date = e.Date ?? to.Date, Slot = e.Slot ?? to.Slot } : null,
        },
        OrderReturned e => Returned(state, e),
        OrderCancelled => state with { Status = OrderStatus.Cancelled },
        OrderPaid e => state with { Payments = state.Payments.Add(new(e.Payment, e.Amount)) },
        OrderRefunded e => state with { Refunds = state.Refunds.Add(new(e.Refund, e.Amount)) },
        _ => state,
    };

    public static Decision<OrderEvent> Decide(Order state, OrderCommand command, DateTimeOffset now) => (state.Status, command) switch
    {
        (null, PlaceOrder c) => Place(c),
        (_, PlaceOrder) => [],
        (null, _) => Refuse("unknown"),

        // Money that moved is noted whatever became of the order.
        (_, TakePayment c) => Take(state, c),
        (_, NoteRefund c) => Refund(state, c),

        (OrderStatus.Pending, ConfirmOrder) => new OrderConfirmed(state.Bill.Goods()),
        (OrderStatus.Cancelled, not CancelOrder) => Refuse("cancelled"),
        (_, ConfirmOrder) => [],
        (OrderStatus.Pending or OrderStatus.Confirmed, EditOrder c) => Edit(state, c),
        (_, EditOrder) => Refuse("in_preparation"),

        (OrderStatus.Confirmed, StartPreparing) => new OrderPreparing(),
        (OrderStatus.Preparing or OrderStatus.Ready, StartPreparing) => [],
        (OrderStatus.Confirmed or OrderStatus.Preparing, PickLine c) => Pick(state, c),
        (OrderStatus.Confirmed or OrderStatus.Preparing, FinishPreparing) => new OrderPrepared(),
        (OrderStatus.Ready, FinishPreparing) => [],
        (OrderStatus.Preparing, StepBack) => new OrderSteppedBack(OrderStatus.Confirmed),
        (OrderStatus.Ready, StepBack) => new OrderSteppedBack(OrderStatus.Preparing),

        (OrderStatus.Failed, HandOver or RescheduleOrder) when state.IsBack => Refuse("goods_back"),
        (OrderStatus.Confirmed or OrderStatus.Preparing or OrderStatus.Ready or OrderStatus.Failed, HandOver c) => new OrderHandedOver(c.To),
        (OrderStatus.InDelivery, HandOver) => [],
        (OrderStatus.InDelivery, DeliverOrder) => new OrderDelivered(state.Bill.Goods()),
        (OrderStatus.Delivered, DeliverOrder) => [],
        (OrderStatus.InDelivery or OrderStatus.Failed, FailDelivery { Reason.Length: 0 }) => Refuse("reason_missing"),
        (OrderStatus.InDelivery, FailDelivery c) => new OrderFailed(c.Reason),
        (OrderStatus.Failed, FailDelivery) => [],
        (OrderStatus.InDelivery or OrderStatus.Delivered, RescheduleOrder) => Refuse("not_now"),
        (_, RescheduleOrder c) => new OrderRescheduled(c.Date, c.Slot),

        (OrderStatus.Failed, ReturnGoods) when state.IsBack => [],
        (OrderStatus.Failed or OrderStatus.Delivered, ReturnGoods c) => Return(state, c),

        (OrderStatus.Cancelled, CancelOrder) => [],
        (OrderStatus.InDelivery, CancelOrder) => Refuse("on_its_way"),
        (OrderStatus.Delivered, CancelOrder) => Refuse("delivered"),
        (_, CancelOrder { Reason.Length: 0 }) => Refuse("reason_missing"),
        (OrderStatus.Pending, CancelOrder c) => new OrderCancelled(c.Reason, []),
        (_, CancelOrder c) => new OrderCancelled(c.Reason, state.IsBack ? [] : state.Bill.Goods()),

        _ => Refuse("not_now"),
    };

    private static Decision<OrderEvent> Place(PlaceOrder c)
    {
        var bill = new Bill([.. c.Lines], c.Fee, c.Discount);
        if (Problem(bill, c.To) is { } problem) return Refuse(problem);

        var placed = new OrderPlaced(c.Number, c.Customer, c.Source, c.Chat, c.Lines, c.Fee, c.Discount, bill.Total(), c.To, c.Note);
        return c.IsAccepted ? [placed, new OrderConfirmed(bill.Goods())] : placed;
    }

    private static Decision<OrderEvent> Edit(Order state, EditOrder c)
    {
        // Two people on one order: who saves second would take the first one's article or address away again.
        if (c.Instead is { } read && !read.IsOf(state)) return Refuse("changed");

        var bill = new Bill([.. c.Lines], c.Fee, c.Discount);
        if (c.Fee.Currency != state.Bill.Fee.Currency) return Refuse("amounts");
        if (Problem(bill, c.To) is { } problem) return Refuse(problem);

        var (taken, released) = state.Status is OrderStatus.Pending ? ([], []) : bill.Against(state.Bill);
        return new OrderEdited(c.Lines, c.Fee, c.Discount, bill.Total(), c.To, c.Note, taken, released);
    }

    private static string? Problem(Bill bill, Destination to) => bill.Problem() ?? (string.IsNullOrWhiteSpace(to.City) ? "city_missing" : null);

    /// <summary>The first thing laid aside begins the preparation, and the last one ends it.</summary>
    private static Decision<OrderEvent> Pick(Order state, PickLine c)
    {
        if (state.Bill.Lines.All(line => line.Variant != c.Variant)) return Refuse("not_in_order");
        if (state.Picked.Contains(c.Variant) == c.IsPicked) return [];

        List<OrderEvent> facts = state.Status is OrderStatus.Confirmed ? [new OrderPreparing()] : [];
        facts.Add(new OrderPicked(c.Variant, c.IsPicked));
        if (c.IsPicked && state.Bill.Lines.All(line => line.Variant == c.Variant || state.Picked.Contains(line.Variant))) facts.Add(new OrderPrepared());
        return [.. facts];
    }

    private static Decision<OrderEvent> Return(Order state, ReturnGoods c)
    {
        if (state.Returns.Contains(c.Return)) return [];
        if (string.IsNullOrWhiteSpace(c.Reason)) return Refuse("reason_missing");

        // Nobody keeps a part of a parcel that was never handed over.
        var goods = state.Status is OrderStatus.Failed || c.Goods is [] ? state.Bill.Goods() : c.Goods;
        if (goods is [] || state.Bill.Without(goods) is not { } left) return Refuse("more_than_ordered");
        return new OrderReturned(c.Return, c.Reason, goods, state.Bill.Total() - left.Total(), WasDelivered: state.Status is OrderStatus.Delivered);
    }

    private static Order Returned(Order state, OrderReturned e) => e.WasDelivered
        ? state with { Bill = state.Bill.Without(e.Goods) ?? state.Bill, Returns = state.Returns.Add(e.Return) }
        : state with { IsBack = true, Returns = state.Returns.Add(e.Return) };

    private static Decision<OrderEvent> Take(Order state, TakePayment c)
    {
        if (state.Payments.Any(taken => taken.Payment == c.Payment)) return [];
        return c.Amount.Currency == state.Bill.Fee.Currency && c.Amount.Minor > 0 ? new OrderPaid(c.Payment, c.Gateway, c.Amount) : Refuse("amounts");
    }

    private static Decision<OrderEvent> Refund(Order state, NoteRefund c)
    {
        if (state.Refunds.Any(given => given.Payment == c.Refund)) return [];
        if (state.Payments.FirstOrDefault(taken => taken.Payment == c.Payment) is not { } paid) return Refuse("payment_unknown");
        return c.Amount.Currency == paid.Amount.Currency && c.Amount.Minor > 0 ? new OrderRefunded(c.Payment, c.Refund, c.Amount) : Refuse("amounts");
    }

    private static Refusal Refuse(string why) => new($"order.{why}");
}

/// <summary>Money that came or went, by the payment's or refund's own id.</summary>
public sealed record PaymentTaken(Guid Payment, Money Amount);

[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus { Pending, Confirmed, Preparing, Ready, InDelivery, Delivered, Failed, Cancelled }
