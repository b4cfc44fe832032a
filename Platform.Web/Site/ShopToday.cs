using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Site;

/// <summary>What waits for somebody in the shop right now, and what it still lacks to sell.</summary>
public sealed class ShopToday(Databases databases)
{
    /// <param name="Stranded">Parcels nobody brings: no courier took them, or the visit failed.</param>
    public sealed record Now(int ToConfirm, int ToPrepare, int Stranded, Equipped Has);

    public sealed record Equipped(bool Channel, bool Goods, bool Zones, bool Couriers);

    /// <param name="day">The date in the shop.</param>
    public async Task<Now> ReadAsync(OrganisationId organisation, DateOnly day, CancellationToken ct = default)
    {
        var id = organisation.Value;
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select (select count(*)::int from orders where organisation_id = {id} and status = {nameof(OrderStatus.Pending)}),
                   (select count(*)::int from orders where organisation_id = {id} and status in ({nameof(OrderStatus.Confirmed)}, {nameof(OrderStatus.Preparing)}) and (date is null or date <= {day})),
                   (select count(*)::int from order_deliveries where organisation_id = {id} and stage in ({nameof(DeliveryStage.Unclaimed)}, {nameof(DeliveryStage.Failed)})),
                   exists (select from channels where organisation_id = {id}),
                   exists (select from products where organisation_id = {id}),
                   exists (select from delivery_zones where organisation_id = {id}),
                   exists (select from couriers where organisation_id = {id})
            """);
        return (await batch.ListAsync(row => new Now(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), new(row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5), row.GetBoolean(6))), ct))[0];
    }
}
