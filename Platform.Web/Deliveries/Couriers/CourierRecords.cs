using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>What each courier has shown: a season long, so that a bad month is forgotten some day.</summary>
public sealed class CourierRecords(Databases databases, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    public async Task<IReadOnlyDictionary<CourierId, CourierRecord>> AllAsync(OrganisationId organisation, Currency currency, CancellationToken ct = default)
    {
        var since = clock.GetUtcNow() - Remembered;
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            with asked as (
                select courier, count(*)::int as answered, count(*) filter (where state = {nameof(OfferState.Accepted)})::int as accepted
                from delivery_offers
                where organisation_id = {organisation.Value} and offered_at > {since} and state in ({nameof(OfferState.Accepted)}, {nameof(OfferState.Refused)}, {nameof(OfferState.Expired)})
                group by courier),
            driven as (
                select courier,
                       count(*) filter (where stage = {nameof(DeliveryStage.Delivered)})::int as delivered,
                       count(*) filter (where stage = {nameof(DeliveryStage.Delivered)} and delivered_at > due_by)::int as late,
                       sum(attempts)::int as failed,
                       count(*) filter (where stage in ({nameof(DeliveryStage.Assigned)}, {nameof(DeliveryStage.ToPickUp)}, {nameof(DeliveryStage.PickedUp)}, {nameof(DeliveryStage.OnTheWay)}, {nameof(DeliveryStage.Failed)}))::int as carrying
                from order_deliveries where organisation_id = {organisation.Value} and courier is not null and changed_at > {since}
                group by courier)
            select c.id, coalesce(a.answered, 0), coalesce(a.accepted, 0), coalesce(d.delivered, 0), coalesce(d.late, 0), coalesce(d.failed, 0), coalesce(d.carrying, 0), coalesce(t.holds, 0)
            from couriers c
            left join asked a on a.courier = c.id
            left join driven d on d.courier = c.id
            left join tills t on t.organisation_id = c.organisation_id and t.courier = c.id
            where c.organisation_id = {organisation.Value}
            """);
        var rows = await batch.ListAsync(row => (
            Courier: new CourierId(row.GetGuid(0)),
            Record: new CourierRecord(row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), new Money(row.GetInt64(7), currency))), ct);
        return rows.ToDictionary(row => row.Courier, row => row.Record);
    }
}
