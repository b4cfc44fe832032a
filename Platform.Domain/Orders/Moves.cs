namespace Platform.Domain.Orders;

/// <summary>Where an order can be moved by hand, and what moving it there means.</summary>
public static class Moves
{
    public static IReadOnlyList<OrderStatus> From(OrderStatus status, bool isBack = false) => status switch
    {
        OrderStatus.Pending => [OrderStatus.Confirmed, OrderStatus.Cancelled],
        OrderStatus.Confirmed => [OrderStatus.Preparing, OrderStatus.Ready, OrderStatus.InDelivery, OrderStatus.Cancelled],
        OrderStatus.Preparing => [OrderStatus.Confirmed, OrderStatus.Ready, OrderStatus.InDelivery, OrderStatus.Cancelled],
        OrderStatus.Ready => [OrderStatus.Preparing, OrderStatus.InDelivery, OrderStatus.Cancelled],
        OrderStatus.InDelivery => [OrderStatus.Delivered, OrderStatus.Failed],
        OrderStatus.Failed when isBack => [OrderStatus.Cancelled],
        OrderStatus.Failed => [OrderStatus.Ready, OrderStatus.InDelivery, OrderStatus.Cancelled],
        _ => [],
    };

    public static bool NeedsReason(OrderStatus to) => to is OrderStatus.Failed or OrderStatus.Cancelled;

    /// <summary>Null when there is no way.</summary>
    public static OrderCommand? Towards(OrderStatus from, OrderStatus to, string reason = "") => (from, to) switch
    {
        _ when !From(from).Contains(to) => null,
        (OrderStatus.Preparing, OrderStatus.Confirmed) or (OrderStatus.Ready, OrderStatus.Preparing) => new StepBack(),
        (OrderStatus.Failed, OrderStatus.Ready) => new RescheduleOrder(null, null),
        (_, OrderStatus.Confirmed) => new ConfirmOrder(),
        (_, OrderStatus.Preparing) => new StartPreparing(),
        (_, OrderStatus.Ready) => new FinishPreparing(),
        (_, OrderStatus.InDelivery) => new HandOver(null),
        (_, OrderStatus.Delivered) => new DeliverOrder(),
        (_, OrderStatus.Failed) => new FailDelivery(reason),
        _ => new CancelOrder(reason),
    };
}
