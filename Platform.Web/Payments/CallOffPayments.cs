using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>Nobody is asked any more for what was paid in another way, or is not wanted any more.</summary>
public sealed class CallOffPayments(Streams streams, PaymentQueries payments, OrderQueries orders) : IReaction<OrderCancelled>, IReaction<OrderPaid>
{
    public Task ReactAsync(Recorded<OrderCancelled> recorded, CancellationToken ct) => CallOffAsync(Actor.System(recorded.Organisation), new(recorded.Stream), ct);

    public Task ReactAsync(Recorded<OrderPaid> recorded, CancellationToken ct) => CallOffAsync(Actor.System(recorded.Organisation), new(recorded.Stream), ct);

    private async Task CallOffAsync(Actor by, OrderId order, CancellationToken ct)
    {
        if (await orders.FindAsync(by.Organisation, order, ct) is not { } row || row.Due().Minor > 0) return;
        foreach (var payment in (await payments.OfAsync(by.Organisation, order, ct)).Where(payment => payment.Row.Phase is PaymentPhase.Open))
            await streams.HandleAsync(new PaymentId(payment.Row.Id), new CallOffPayment(), by, ct);
    }
}
