using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries;

/// <summary>When each step of a delivery was, from its facts.</summary>
public sealed class DeliveryStory(Databases databases, Facts facts)
{
    /// <param name="What">The fact: `ParcelPickedUp`, `ParcelDelivered`…</param>
    public sealed record Step(string What, DateTimeOffset At);

    public async Task<IReadOnlyList<Step>> OfAsync(OrganisationId organisation, DeliveryId delivery, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select stream_id, version, type, data, timestamp, headers from mt_events where tenant_id = {organisation.ToString()} and stream_id = {delivery.Value} order by version");
        var rows = await batch.ListAsync(reader => StoredFacts.Read(reader), ct);
        return [.. (await facts.ReadAsync<DeliveryEvent>(organisation, rows, ct)).Select(one => new Step(one.Fact.GetType().Name, one.At))];
    }
}
