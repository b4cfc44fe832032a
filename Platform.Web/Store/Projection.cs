using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Store;

/// <summary>Folds facts of one kind into rows that screens read, in the transaction that records the facts.</summary>
public interface IProjection<TEvent>
{
    /// <summary>Which key of which table a unique violation may speak of when the fact is simply known already.</summary>
    string? KnownAlready { get; }

    string Table { get; }

    IFolding<TEvent> Begin();
}

/// <summary>One run of a fold over some facts: ask for the rows, read them, fold, write them back.</summary>
public interface IFolding<TEvent>
{
    /// <param name="known">Rows that need not be asked for.</param>
    /// <returns>Whether it asked for anything.</returns>
    bool AddSelect(Batch batch, IReadOnlyList<Recorded<TEvent>> facts, FoldedRows? known);
    Task ReadAsync(Npgsql.NpgsqlDataReader reader, CancellationToken ct);
    void AddWrites(Batch batch, IReadOnlyList<Recorded<TEvent>> facts);

    /// <summary>The rows these facts are about, as they are then; null for one that is not there.</summary>
    IEnumerable<KeyValuePair<(string Table, Guid Key), object?>> Written { get; }

    /// <summary>Takes away every row these facts are about, to fold them afresh.</summary>
    void AddDeletes(Batch batch, IReadOnlyList<Recorded<TEvent>> facts);
}

/// <summary>
/// A pure function of (row, fact): the same declaration serves the write path, a rebuild and the unit test.
/// It reads no clock and no other row, so folding everything again gives the same rows.
/// </summary>
public abstract class Projection<TRow, TEvent> : IProjection<TEvent> where TRow : class
{
    private static readonly RowMap<TRow> Map = new();

    public virtual string? KnownAlready => null;

    public string Table => Map.Table;

    /// <summary>Which row the fact is about; null when it is about none.</summary>
    protected virtual Guid? Key(Recorded<TEvent> recorded) => recorded.Stream;

    /// <summary>Whether the row begins with this fact, under an id made for it. Such a row is not looked for; should it be there after all, its key says so and everything is read.</summary>
    protected virtual bool Begins(Recorded<TEvent> recorded) => false;

    protected abstract TRow? Evolve(TRow? row, Recorded<TEvent> recorded);

    public TRow? Fold(IEnumerable<Recorded<TEvent>> facts) => facts.Aggregate(default(TRow), Evolve);

    public IFolding<TEvent> Begin() => new Folding(this);

    private sealed class Folding(Projection<TRow, TEvent> projection) : IFolding<TEvent>
    {
        private readonly Dictionary<Guid, TRow> before = [];
        private readonly Dictionary<Guid, TRow?> after = [];

        public IEnumerable<KeyValuePair<(string Table, Guid Key), object?>> Written =>
            after.Select(row => KeyValuePair.Create((Map.Table, row.Key), (object?)row.Value));

        public bool AddSelect(Batch batch, IReadOnlyList<Recorded<TEvent>> facts, FoldedRows? known)
        {
            var unknown = new List<Guid>();
            Guid[] begun = [.. Keys(facts.Where(projection.Begins))];
            foreach (var key in Keys(facts))
            {
                if (known is null || !(known.TryFind(Map.Table, key, out var row) || begun.Contains(key))) unknown.Add(key);
                else if (row is TRow there) before[key] = there;
            }

            if (unknown is []) return false;
            Map.AddSelect(batch, facts[0].Organisation.Value, [.. unknown]);
            return true;
        }

        public async Task ReadAsync(Npgsql.NpgsqlDataReader reader, CancellationToken ct)
        {
            while (await reader.ReadAsync(ct))
            {
                var row = Map.Read(reader);
                before[Map.KeyOf(row)] = row;
            }
        }

        public void AddWrites(Batch batch, IReadOnlyList<Recorded<TEvent>> facts)
        {
            foreach (var fact in facts)
            {
                if (projection.Key(fact) is not { } key) continue;
                var row = after.TryGetValue(key, out var folded) ? folded : before.GetValueOrDefault(key);
                after[key] = projection.Evolve(row, fact);
            }

            foreach (var (key, row) in after)
            {
                switch (before.GetValueOrDefault(key), row)
                {
                    case (null, { } added): Map.AddInsert(batch, added); break;
                    case ({ } removed, null): Map.AddDelete(batch, removed); break;
                    case ({ } current, { } next) when !current.Equals(next): Map.AddUpdate(batch, next); break;
                }
            }
        }

        public void AddDeletes(Batch batch, IReadOnlyList<Recorded<TEvent>> facts) => Map.AddDeletes(batch, facts[0].Organisation.Value, [.. Keys(facts)]);

        private IEnumerable<Guid> Keys(IEnumerable<Recorded<TEvent>> facts) => facts.Select(projection.Key).OfType<Guid>().Distinct();
    }
}
