using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>The order knows what was paid for it and what went back. Each attempt counts once, also when two brought money.</summary>
public sealed class TellOrderOfPayment(Streams streams, PaymentQueries payments) : IReaction<PaymentReceived>, IReaction<PaymentReceivedAgain>, IReaction<RefundDone>
{
    public Task ReactAsync(Recorded<PaymentReceived> recorded, CancellationToken ct) =>
        TellAsync(recorded.Organisation, recorded.Stream, new TakePayment(recorded.Fact.Attempt, recorded.Fact.Gateway, recorded.Fact.Amount), ct);

    public Task ReactAsync(Recorded<PaymentReceivedAgain> recorded, CancellationToken ct) =>
        TellAsync(recorded.Organisation, recorded.Stream, new TakePayment(recorded.Fact.Attempt, recorded.Fact.Gateway, recorded.Fact.Amount), ct);

    public Task ReactAsync(Recorded<RefundDone> recorded, CancellationToken ct) =>
        TellAsync(recorded.Organisation, recorded.Stream, new NoteRefund(recorded.Fact.Attempt, recorded.Fact.Refund, recorded.Fact.Amount), ct);

    private async Task TellAsync(OrganisationId organisation, Guid payment, OrderCommand command, CancellationToken ct)
    {
        if (await payments.FindAsync(organisation, new(payment), ct) is not { Row.OrderId: { } order }) return;
        if ((await streams.HandleAsync(new OrderId(order), command, Actor.System(organisation), ct)).Refusal is { } refusal) throw new ParkException(refusal.Code);
    }
}
