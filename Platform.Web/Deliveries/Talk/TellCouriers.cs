using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Talk;

/// <summary>Rings the courier who is asked. An offer that cannot reach them is lost at once, so that the next is asked.</summary>
public sealed class SendOffer(DeliveryQueries deliveries, OrderQueries orders, CourierBook book, CourierWords words, CourierPost post, Streams streams, TimeProvider clock) : IReaction<CourierOffered>
{
    public async Task ReactAsync(Recorded<CourierOffered> recorded, CancellationToken ct)
    {
        var (organisation, delivery, offered) = (recorded.Organisation, new DeliveryId(recorded.Stream), recorded.Fact);
        if (offered.Until <= clock.GetUtcNow()) return;
        if (await deliveries.FindAsync(organisation, delivery, ct) is not { } row || await orders.FindAsync(organisation, new OrderId(row.OrderId), ct) is not { } order) return;

        var problem = await book.FindAsync(organisation, offered.Courier, ct) is { } courier
            ? await post.SendAsync(organisation, courier, await words.OfferAsync(courier, row, order, offered.Offer, offered.Until), ct)
            : "courier_gone";
        if (problem is not null) await streams.HandleAsync(delivery, new LoseOffer(offered.Offer, problem), Actor.System(organisation), ct);
    }
}

/// <summary>What became of an offer, and how a course goes on, told to its courier.</summary>
public sealed class TellCourier(DeliveryQueries deliveries, OrderQueries orders, CourierBook book, CourierWords words, CourierPost post) :
    IReaction<OfferExpired>, IReaction<OfferWithdrawn>, IReaction<OfferAnsweredLate>, IReaction<CourierAssigned>, IReaction<ParcelReady>,
    IReaction<ParcelPickedUp>, IReaction<ParcelOnTheWay>, IReaction<ParcelDelivered>, IReaction<DeliveryAttemptFailed>, IReaction<DeliveryRescheduled>, IReaction<DeliveryCancelled>, IReaction<AmountDueChanged>
{
    public Task ReactAsync(Recorded<OfferExpired> recorded, CancellationToken ct) => SayAsync(recorded, recorded.Fact.Courier, "expired", ct);
    public Task ReactAsync(Recorded<OfferWithdrawn> recorded, CancellationToken ct) => SayAsync(recorded, recorded.Fact.Courier, "withdrawn", ct);
    public Task ReactAsync(Recorded<OfferAnsweredLate> recorded, CancellationToken ct) => SayAsync(recorded, recorded.Fact.Courier, "late", ct);
    public Task ReactAsync(Recorded<ParcelReady> recorded, CancellationToken ct) => SayAsync(recorded, null, "ready", ct);
    public Task ReactAsync(Recorded<ParcelPickedUp> recorded, CancellationToken ct) => SayAsync(recorded, null, "picked_up", ct);
    public Task ReactAsync(Recorded<ParcelOnTheWay> recorded, CancellationToken ct) => SayAsync(recorded, null, "on_the_way", ct);
    public Task ReactAsync(Recorded<ParcelDelivered> recorded, CancellationToken ct) => SayAsync(recorded, null, "delivered", ct);
    public Task ReactAsync(Recorded<DeliveryAttemptFailed> recorded, CancellationToken ct) => SayAsync(recorded, null, "failed", ct);
    public Task ReactAsync(Recorded<DeliveryCancelled> recorded, CancellationToken ct) => SayAsync(recorded, null, "cancelled", ct);

    public async Task ReactAsync(Recorded<CourierAssigned> recorded, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is not { } row || row.Courier != recorded.Fact.Courier.Value) return;
        if (await book.FindAsync(recorded.Organisation, recorded.Fact.Courier, ct) is not { } courier || await orders.FindAsync(recorded.Organisation, new OrderId(row.OrderId), ct) is not { } order) return;

        await post.SendAsync(recorded.Organisation, courier, await words.YoursAsync(KeyOf(recorded, courier), courier, row, order), ct);
    }

    public async Task ReactAsync(Recorded<DeliveryRescheduled> recorded, CancellationToken ct)
    {
        if (await DriverAsync(recorded, null, ct) is not var (row, courier)) return;
        await post.SendAsync(recorded.Organisation, courier, CourierWords.Say(KeyOf(recorded, courier), courier, row, "rescheduled", $"{recorded.Fact.Date:dd/MM} {recorded.Fact.Slot}"), ct);
    }

    /// <summary>Nobody is asked at the door for what was paid meanwhile.</summary>
    public async Task ReactAsync(Recorded<AmountDueChanged> recorded, CancellationToken ct)
    {
        if (await DriverAsync(recorded, null, ct) is not var (row, courier) || !row.IsOpen) return;
        var due = row with { ToCollect = recorded.Fact.ToCollect.Minor };
        await post.SendAsync(recorded.Organisation, courier, CourierWords.Say(KeyOf(recorded, courier), courier, row, "due", CourierWords.Cash(due, courier.Language)), ct);
    }

    /// <param name="asked">Whom it concerns; nobody for whoever drives.</param>
    private async Task SayAsync<TFact>(Recorded<TFact> recorded, CourierId? asked, string word, CancellationToken ct)
    {
        if (await DriverAsync(recorded, asked, ct) is not var (row, courier)) return;

        // The cash they now hold is said when they have just taken some.
        object[] values = word is "delivered" && row.Collected is > 0 and { } cash ? [CourierWords.Amount(new(cash, row.Currency), courier.Language)] : [];
        await post.SendAsync(recorded.Organisation, courier, CourierWords.Say(KeyOf(recorded, courier), courier, row, values is [] ? word : "delivered_cash", values), ct);
    }

    private async Task<(DeliveryRow Row, CourierRow Courier)?> DriverAsync<TFact>(Recorded<TFact> recorded, CourierId? asked, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is not { } row) return null;
        if ((asked ?? (row.Courier is { } driver ? new CourierId(driver) : null)) is not { } whom) return null;
        return await book.FindAsync(recorded.Organisation, whom, ct) is { } courier ? (row, courier) : null;
    }

    private static string KeyOf<TFact>(Recorded<TFact> recorded, CourierRow courier) => $"{recorded.Stream:N} {recorded.Version} {courier.Id:N}";
}
