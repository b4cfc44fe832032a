using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>What happened to an order, told from its facts.</summary>
public sealed class OrderStory(Databases databases, Facts facts, Colleagues colleagues)
{
    /// <param name="Who">The person's name; null when nobody at work did it.</param>
    /// <param name="Names">What the goods of this order are called.</param>
    public sealed record Step(OrderEvent Fact, DateTimeOffset At, ActorKind Kind, string? Who, IReadOnlyDictionary<VariantId, string> Names);

    public async Task<IReadOnlyList<Step>> OfAsync(OrganisationId organisation, OrderId order, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select stream_id, version, type, data, timestamp, headers from mt_events where tenant_id = {organisation.ToString()} and stream_id = {order.Value} order by version");
        var rows = await batch.ListAsync(reader => StoredFacts.Read(reader), ct);
        var people = (await colleagues.AtAsync(organisation, ct)).People;
        var recorded = await facts.ReadAsync<OrderEvent>(organisation, rows, ct);
        var names = NamesIn(recorded);
        return [.. recorded.Select(one => new Step(one.Fact, one.At, one.By.Kind, one.By.Id is { } id ? people.GetValueOrDefault(id) : null, names))];
    }

    private static Dictionary<VariantId, string> NamesIn(IEnumerable<Recorded<OrderEvent>> recorded)
    {
        var names = new Dictionary<VariantId, string>();
        foreach (var line in recorded.SelectMany(one => one.Fact switch { OrderPlaced e => e.Lines, OrderEdited e => e.Lines, _ => [] })) names[line.Variant] = OrderWords.Line(line);
        return names;
    }
}
