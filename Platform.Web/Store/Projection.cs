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
    /// <returns>Whether it asked for anything.</returns>
    bool AddSelect(Batch batch, IReadOnlyList<Recorded<TEvent>> facts);
    Task ReadAsync(Npgsql.NpgsqlDataReader reader, CancellationToken ct);
    void AddWrites(Batch batch, IReadOnlyList<Recorded<TEvent>> facts);

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

    protected abstract TRow? Evolve(TRow? row, Recorded<TEvent> recorded);

    public TRow? Fold(IEnumerable<Recorded<TEvent>> facts) => facts.Aggregate(default(TRow), Evolve);

    public IFolding<TEvent> Begin() => new Folding(this);

    private sealed class Folding(Projection<TRow, TEvent> projection) : IFolding<TEvent>
    {
        private readonly Dictionary<Guid, TRow> before = [];

        public bool AddSelect(Batch batch, IReadOnlyList<Recorded<TEvent>> facts)
        {
            var keys = Keys(facts);
            if (keys is []) return false;

            Map.AddSelect(batch, facts[0].Organisation.Value, keys);
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
            var after = new Dictionary<Guid, TRow?>();
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

        public void AddDeletes(Batch batch, IReadOnlyList<Recorded<TEvent>> facts) => Map.AddDeletes(batch, facts[0].Organisation.Value, Keys(facts));

        private Guid[] Keys(IReadOnlyList<Recorded<TEvent>> facts) => [.. facts.Select(projection.Key).OfType<Guid>().Distinct()];
    }
}
