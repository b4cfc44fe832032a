using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Dispatch;

/// <summary>One courier asked for one delivery, and what they said.</summary>
/// <param name="Why">As JSON; read by <see cref="Reasons"/>.</param>
[Table("delivery_offers"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record OfferRow(
    Guid OrganisationId,
    Guid Id,
    Guid Delivery,
    Guid Courier,
    ContactWay Way,
    DateTimeOffset Until,
    OfferState State,
    string Why,
    string? Problem,
    DateTimeOffset OfferedAt,
    DateTimeOffset? AnsweredAt)
{
    public IReadOnlyList<Reason> Reasons() => JsonSerializer.Deserialize<List<Reason>>(Why, FactTypes.Json) ?? [];
}

public enum OfferState { Open, Accepted, Refused, Expired, Lost, Withdrawn }

public sealed class OfferProjection : Projection<OfferRow, DeliveryEvent>
{
    protected override Guid? Key(Recorded<DeliveryEvent> recorded) => recorded.Fact switch
    {
        CourierOffered e => e.Offer.Value,
        OfferAccepted e => e.Offer.Value,
        OfferRefused e => e.Offer.Value,
        OfferExpired e => e.Offer.Value,
        OfferLost e => e.Offer.Value,
        OfferWithdrawn e => e.Offer.Value,
        _ => null,
    };

    protected override OfferRow? Evolve(OfferRow? row, Recorded<DeliveryEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, CourierOffered e) => new(
            recorded.Organisation.Value, e.Offer.Value, recorded.Stream, e.Courier.Value, e.Way, e.Until, OfferState.Open, JsonSerializer.Serialize(e.Why, FactTypes.Json), null, recorded.At, null),
        ({ } r, OfferAccepted) => r with { State = OfferState.Accepted, AnsweredAt = recorded.At },
        ({ } r, OfferRefused) => r with { State = OfferState.Refused, AnsweredAt = recorded.At },
        ({ } r, OfferExpired) => r with { State = OfferState.Expired, AnsweredAt = recorded.At },
        ({ } r, OfferWithdrawn) => r with { State = OfferState.Withdrawn, AnsweredAt = recorded.At },
        ({ } r, OfferLost e) => r with { State = OfferState.Lost, Problem = e.Reason, AnsweredAt = recorded.At },
        _ => row,
    };
}

public sealed class OfferQueries(PlatformDbs dbs)
{
    /// <summary>By delivery, in the order they were asked.</summary>
    public async Task<ILookup<Guid, OfferRow>> OfAsync(OrganisationId organisation, IReadOnlyCollection<Guid> deliveries, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = await db.Set<OfferRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && deliveries.Contains(row.Delivery)).OrderBy(row => row.OfferedAt).ThenBy(row => row.Id).ToListAsync(ct);
        return rows.ToLookup(row => row.Delivery);
    }

    /// <summary>The last ones a courier got, the newest first.</summary>
    public async Task<List<OfferRow>> ToAsync(OrganisationId organisation, CourierId courier, int most, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<OfferRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Courier == courier.Value).OrderByDescending(row => row.OfferedAt).Take(most).ToListAsync(ct);
    }

    public async Task<OfferRow?> FindAsync(OrganisationId organisation, OfferId offer, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<OfferRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Id == offer.Value, ct);
    }
}
