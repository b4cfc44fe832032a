using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;

namespace Platform.Web.Reports;

/// <summary>Folds a page of facts: the traces they change, and by how much the counts move. It reads no clock and nothing but the traces it is given.</summary>
public sealed class FigureFold(int generation, IEnumerable<ChatTrace> chats, IEnumerable<OrderTrace> orders)
{
    private readonly Dictionary<(Guid Organisation, Guid Id), Change<ChatTrace>> chats = chats.ToDictionary(chat => (chat.OrganisationId, chat.Id), chat => new Change<ChatTrace>(chat, chat));
    private readonly Dictionary<(Guid Organisation, Guid Id), Change<OrderTrace>> orders = orders.ToDictionary(order => (order.OrganisationId, order.Id), order => new Change<OrderTrace>(order, order));
    private readonly List<(Guid Organisation, Count Count)> happened = [];
    private readonly List<FigureMoment> moments = [];

    public readonly record struct Row(Guid Organisation, DateTimeOffset Hour, Measure Measure, string Key);

    public void Add(Recorded<ConversationEvent> recorded)
    {
        var key = (recorded.Organisation.Value, recorded.Stream);
        var change = chats.GetValueOrDefault(key);
        List<Count> counts = [.. ChatTrace.Happened(change.After, recorded)];
        happened.AddRange(counts.Select(count => (recorded.Organisation.Value, count)));
        moments.AddRange(counts.Where(count => FigureMoment.Is(count))
            .Select(count => new FigureMoment(recorded.Organisation.Value, generation, count.Measure, recorded.Stream, recorded.Version, count.At, count.Amount)));
        chats[key] = change with { After = ChatTrace.Evolve(change.After, generation, recorded) };
    }

    public void Add(Recorded<OrderEvent> recorded)
    {
        var organisation = recorded.Organisation.Value;
        var change = orders.GetValueOrDefault((organisation, recorded.Stream));
        var from = recorded.Fact is OrderPlaced { Chat: { } chat } ? (organisation, chat.Value) : default;
        var began = chats.GetValueOrDefault(from).After;

        orders[(organisation, recorded.Stream)] = change with { After = OrderTrace.Evolve(change.After, began, generation, recorded) };
        if (began is not null) chats[from] = chats[from] with { After = began with { HasOrdered = true } };
    }

    public IReadOnlyList<FigureMoment> Moments => moments;

    public IReadOnlyList<ChatTrace> Chats() => [.. chats.Values.Where(change => change.After != change.Before).Select(change => change.After).OfType<ChatTrace>()];

    public IReadOnlyList<OrderTrace> Orders() => [.. orders.Values.Where(change => change.After != change.Before).Select(change => change.After).OfType<OrderTrace>()];

    /// <summary>What to add to each row; a row that does not move is left out.</summary>
    public IReadOnlyDictionary<Row, (long Times, long Amount)> Moves()
    {
        var moves = new Dictionary<Row, (long Times, long Amount)>();
        foreach (var (organisation, count) in happened) Add(organisation, count);
        foreach (var ((organisation, _), change) in chats.Where(pair => pair.Value.After != pair.Value.Before)) AddAll(organisation, change.Before?.Counts(), change.After?.Counts());
        foreach (var ((organisation, _), change) in orders.Where(pair => pair.Value.After != pair.Value.Before)) AddAll(organisation, change.Before?.Counts(), change.After?.Counts());
        return moves.Where(move => move.Value is not (0, 0)).ToDictionary();

        void AddAll(Guid organisation, IEnumerable<Count>? before, IEnumerable<Count>? after)
        {
            foreach (var count in before ?? []) Add(organisation, count.Back());
            foreach (var count in after ?? []) Add(organisation, count);
        }

        void Add(Guid organisation, Count count)
        {
            var row = new Row(organisation, count.Hour(), count.Measure, count.Key);
            var (times, amount) = moves.GetValueOrDefault(row);
            moves[row] = (times + count.Times, checked(amount + count.Amount));
        }
    }

    private readonly record struct Change<T>(T? Before, T? After) where T : class;
}
