using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries;

/// <summary>What people do with the order, its delivery follows. What the delivery itself told the order does not come back.</summary>
public sealed class FollowOrder(DeliveryQueries deliveries, OrderQueries orders, PromisedHours hours, Streams streams) :
    IReaction<OrderPrepared>, IReaction<OrderCancelled>, IReaction<OrderEdited>, IReaction<OrderPaid>, IReaction<OrderRefunded>,
    IReaction<OrderHandedOver>, IReaction<OrderDelivered>, IReaction<OrderFailed>, IReaction<OrderRescheduled>, IReaction<OrderReturned>
{
    public Task ReactAsync(Recorded<OrderPrepared> recorded, CancellationToken ct) => DoAsync(recorded, ct, _ => new NoteParcelReady());
    public Task ReactAsync(Recorded<OrderCancelled> recorded, CancellationToken ct) => DoAsync(recorded, ct, _ => new CancelDelivery(recorded.Fact.Reason));
    public Task ReactAsync(Recorded<OrderEdited> recorded, CancellationToken ct) => OweAsync(recorded, ct);
    public Task ReactAsync(Recorded<OrderPaid> recorded, CancellationToken ct) => OweAsync(recorded, ct);
    public Task ReactAsync(Recorded<OrderRefunded> recorded, CancellationToken ct) => OweAsync(recorded, ct);

    /// <summary>Handed over across the counter: nobody needs to be asked any more.</summary>
    public async Task ReactAsync(Recorded<OrderHandedOver> recorded, CancellationToken ct)
    {
        if (IsOurs(recorded)) return;
        await DoAsync(recorded, ct, row => row.HasDriver ? null : new TakeDelivery(new MemberId(recorded.By.Id ?? Guid.Empty)), _ => new PickUpParcel(null));
    }

    public async Task ReactAsync(Recorded<OrderDelivered> recorded, CancellationToken ct)
    {
        if (!IsOurs(recorded)) await DoAsync(recorded, ct, _ => new DeliverParcel(null, new(ProofKind.Word)));
    }

    public async Task ReactAsync(Recorded<OrderFailed> recorded, CancellationToken ct)
    {
        if (!IsOurs(recorded)) await DoAsync(recorded, ct, row => new FailAttempt(null, FailureReason.Other, new Personal(row.Contact, recorded.Fact.Reason)));
    }

    public async Task ReactAsync(Recorded<OrderRescheduled> recorded, CancellationToken ct)
    {
        if (IsOurs(recorded) || recorded.Fact.Date is not { } date) return;
        var end = await hours.EndAsync(recorded.Organisation, date, recorded.Fact.Slot);
        await DoAsync(recorded, ct, _ => new RescheduleDelivery(date, recorded.Fact.Slot, end));
    }

    public async Task ReactAsync(Recorded<OrderReturned> recorded, CancellationToken ct)
    {
        if (!IsOurs(recorded) && !recorded.Fact.WasDelivered) await DoAsync(recorded, ct, _ => new ReturnParcel(null));
    }

    private static bool IsOurs<TFact>(Recorded<TFact> recorded) => recorded.By.Kind is ActorKind.System;

    private async Task OweAsync<TFact>(Recorded<TFact> recorded, CancellationToken ct)
    {
        if (await orders.FindAsync(recorded.Organisation, new OrderId(recorded.Stream), ct) is { } order) await DoAsync(recorded, ct, _ => new ChangeAmountDue(order.Due()));
    }

    private async Task DoAsync<TFact>(Recorded<TFact> recorded, CancellationToken ct, params Func<DeliveryRow, DeliveryCommand?>[] commands)
    {
        if (await deliveries.OfOrderAsync(recorded.Organisation, new OrderId(recorded.Stream), ct) is not { } row) return;
        foreach (var command in commands)
            if (command(row) is { } asked)
                await streams.HandleAsync(row.Key, asked, Actor.System(recorded.Organisation), ct);
    }
}
