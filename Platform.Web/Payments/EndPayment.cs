using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>When a link's time has come, the gateways are asked a last time before it expires.</summary>
public sealed class EndPayment(Streams streams, PaymentLook look, TimeProvider clock) : IReaction<PaymentRequested>, IReaction<PaymentReminded>
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    public Task ReactAsync(Recorded<PaymentRequested> recorded, CancellationToken ct) => EndAsync(recorded.Organisation, new(recorded.Stream), recorded.Fact.Until, ct);

    public Task ReactAsync(Recorded<PaymentReminded> recorded, CancellationToken ct) => EndAsync(recorded.Organisation, new(recorded.Stream), recorded.Fact.Until, ct);

    private async Task EndAsync(OrganisationId organisation, PaymentId payment, DateTimeOffset until, CancellationToken ct)
    {
        if (until - clock.GetUtcNow() is { Ticks: > 0 } wait) throw new LaterException(wait);

        var (state, _) = await streams.LoadAsync(payment, organisation, ct);
        if (state.Phase is not PaymentPhase.Open) return;
        try
        {
            await look.LookAsync(organisation, payment, ct);
        }
        catch (ProviderException)
        {
            throw new LaterException(Again);
        }

        await streams.HandleAsync(payment, new ExpirePayment(), Actor.System(organisation), ct);
    }
}
