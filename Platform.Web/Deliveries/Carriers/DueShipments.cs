using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>Goes round what carriers have in hand: not every one of them tells, and none tells always. Two nodes that come at once ask once.</summary>
public sealed class DueShipments(Databases databases, CarrierAccounts accounts, TodoSignal todo, TimeProvider clock)
{
    private const int AtOnce = 500;

    public async Task AskAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var carriers = accounts.Carriers.Select(carrier => carrier.Traits).ToList();
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            with due as (
                select d.organisation_id, d.id from order_deliveries d
                join unnest({carriers.ConvertAll(traits => traits.Provider).ToArray()}, {carriers.ConvertAll(traits => now - traits.Pace).ToArray()}) c(carrier, before) on c.carrier = d.service
                left join shipment_looks l on l.organisation_id = d.organisation_id and l.delivery = d.id
                where d.service is not null and d.stage not in ('Delivered', 'Returned', 'Cancelled') and coalesce(l.looked_at, d.changed_at) <= c.before
                limit {AtOnce}),
            noted as (
                insert into shipment_looks (organisation_id, delivery, looked_at) select organisation_id, id, {now} from due
                on conflict (organisation_id, delivery) do update set looked_at = excluded.looked_at where shipment_looks.looked_at < excluded.looked_at
                returning delivery)
            insert into todo (reaction, stream, version) select {LookAtShipment.Name}, delivery, 0 from noted
            returning id
            """);
        if (await batch.ListAsync(row => row.GetInt64(0), ct) is not []) todo.Wake();
    }
}
