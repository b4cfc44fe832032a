using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries;

/// <summary>The order goes where its parcel goes. The order decides; what is so already changes nothing.</summary>
public sealed class TellOrder(DeliveryQueries deliveries, OrderQueries orders, CourierBook book, Streams streams) :
    IReaction<ParcelPickedUp>, IReaction<ParcelOnTheWay>, IReaction<ParcelDelivered>, IReaction<DeliveryAttemptFailed>, IReaction<DeliveryRescheduled>, IReaction<ParcelReturned>
{
    public Task ReactAsync(Recorded<ParcelPickedUp> recorded, CancellationToken ct) => DoAsync(recorded, ct);
    public Task ReactAsync(Recorded<ParcelOnTheWay> recorded, CancellationToken ct) => DoAsync(recorded, ct);

    public Task ReactAsync(Recorded<ParcelDelivered> recorded, CancellationToken ct)
    {
        OrderCommand[] then = recorded.Fact.Collected.Minor > 0
            ? [new DeliverOrder(), new TakePayment(recorded.Stream, "cash", recorded.Fact.Collected)]
            : [new DeliverOrder()];
        return DoAsync(recorded, ct, then);
    }

    public Task ReactAsync(Recorded<DeliveryAttemptFailed> recorded, CancellationToken ct) => DoAsync(recorded, ct, new FailDelivery(Words(recorded.Fact.Reason)));

    public async Task ReactAsync(Recorded<DeliveryRescheduled> recorded, CancellationToken ct)
    {
        if (await OrderAsync(recorded, ct) is not { } order || (order.Status is not OrderStatus.Failed && (order.Date, order.Slot) == (recorded.Fact.Date, recorded.Fact.Slot))) return;
        await streams.HandleAsync(new OrderId(order.Id), new RescheduleOrder(recorded.Fact.Date, recorded.Fact.Slot), Actor.System(recorded.Organisation), ct);
    }

    public async Task ReactAsync(Recorded<ParcelReturned> recorded, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is not { } row) return;
        var reason = Words(row.Failure ?? FailureReason.Other);
        await DoAsync(recorded, ct, new FailDelivery(reason), new ReturnGoods(recorded.Stream, reason, []));
    }

    /// <summary>Whatever comes after it, the parcel has left the shop.</summary>
    private async Task DoAsync<TFact>(Recorded<TFact> recorded, CancellationToken ct, params OrderCommand[] then)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is not { } row) return;
        var driver = row.Courier is { } courier ? (await book.FindAsync(recorded.Organisation, new(courier), ct))?.Name : row.ServiceName;
        OrderCommand[] commands = then is [FailDelivery, ReturnGoods] ? then : [new HandOver(driver), .. then];
        foreach (var command in commands)
            await streams.HandleAsync(new OrderId(row.OrderId), command, Actor.System(recorded.Organisation), ct);
    }

    private async Task<OrderRow?> OrderAsync<TFact>(Recorded<TFact> recorded, CancellationToken ct) =>
        await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is { } row ? await orders.FindAsync(recorded.Organisation, new(row.OrderId), ct) : null;

    /// <summary>Kept in the order as a sentence, in the first language of the product.</summary>
    private static string Words(FailureReason reason) => CourierWords.In(Language.French, $"failure.{reason}");
}
