using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>What happened to an order, told from its facts.</summary>
public sealed class OrderStory(Databases databases, Facts facts, Colleagues colleagues)
{
    /// <param name="What">The fact: `Placed`, `Confirmed`, `Cancelled`.</param>
    /// <param name="Who">The person's name; null when nobody at work did it.</param>
    public sealed record Step(string What, DateTimeOffset At, ActorKind Kind, string? Who, string? Detail);

    public async Task<IReadOnlyList<Step>> OfAsync(OrganisationId organisation, OrderId order, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select stream_id, version, type, data, timestamp, headers from mt_events where tenant_id = {organisation.ToString()} and stream_id = {order.Value} order by version");
        var rows = await batch.ListAsync(reader => StoredFacts.Read(reader), ct);
        var people = (await colleagues.AtAsync(organisation, ct)).People;
        var recorded = await facts.ReadAsync<OrderEvent>(organisation, rows, ct);
        return [.. recorded.Select(one => new Step(
            one.Fact.GetType().Name["Order".Length..],
            one.At,
            one.By.Kind,
            one.By.Id is { } id ? people.GetValueOrDefault(id) : null,
            one.Fact is OrderCancelled { Reason: var why } ? why : null))];
    }
}
