using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Dispatch;

/// <summary>As long as nobody drives and nobody is being asked, the next is.</summary>
public sealed class AskCouriers(DispatchDesk desk, DispatchSettingsDesk settings)
    : IReaction<DeliveryRequested>, IReaction<OfferRefused>, IReaction<OfferExpired>, IReaction<OfferLost>, IReaction<CourierGaveBack>
{
    /// <summary>Where a person asks by hand, only what they began goes on by itself.</summary>
    public async Task ReactAsync(Recorded<DeliveryRequested> recorded, CancellationToken ct)
    {
        if ((await settings.ReadAsync(recorded.Organisation, ct)).IsAutomatic) await NextAsync(recorded.Organisation, recorded.Stream, ct);
    }

    public Task ReactAsync(Recorded<OfferRefused> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);
    public Task ReactAsync(Recorded<OfferExpired> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);
    public Task ReactAsync(Recorded<OfferLost> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);
    public Task ReactAsync(Recorded<CourierGaveBack> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);

    private Task<Refusal?> NextAsync(OrganisationId organisation, Guid stream, CancellationToken ct) => desk.AskNextAsync(organisation, new DeliveryId(stream), ct);
}
