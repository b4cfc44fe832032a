using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Dispatch;

/// <summary>As long as nobody drives and nobody is being asked, the next is.</summary>
public sealed class AskCouriers(DispatchDesk desk) : IReaction<OfferRefused>, IReaction<OfferExpired>, IReaction<OfferLost>, IReaction<CourierGaveBack>
{
    public Task ReactAsync(Recorded<OfferRefused> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);
    public Task ReactAsync(Recorded<OfferExpired> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);
    public Task ReactAsync(Recorded<OfferLost> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);
    public Task ReactAsync(Recorded<CourierGaveBack> recorded, CancellationToken ct) => NextAsync(recorded.Organisation, recorded.Stream, ct);

    private Task<Refusal?> NextAsync(OrganisationId organisation, Guid stream, CancellationToken ct) => desk.AskNextAsync(organisation, new DeliveryId(stream), ct);
}
