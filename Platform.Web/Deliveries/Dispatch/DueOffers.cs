using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Dispatch;

/// <summary>Offers whose time is over. The delivery itself decides last, so two nodes that come at once expire each once.</summary>
public sealed class DueOffers(PlatformDbs dbs, Streams streams, TimeProvider clock, ILogger<DueOffers> log)
{
    private const int AtOnce = 200, SideBySide = 8;

    public async Task ExpireAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = dbs.OpenAcross();
        var due = await db.Set<OfferRow>().AsNoTracking().Where(row => row.State == OfferState.Open && row.Until <= now).OrderBy(row => row.Until).Take(AtOnce).ToListAsync(ct);

        await due.EachAsync((offer, stop) => streams.HandleAsync(new DeliveryId(offer.Delivery), new ExpireOffer(new(offer.Id)), Actor.System(new(offer.OrganisationId)), stop), log, ct, SideBySide);
    }
}
