using Npgsql;

namespace Platform.Web.Store;

/// <summary>A place in the order in which facts may safely be read across streams.</summary>
public readonly record struct SafeCursor(long Transaction, long Sequence)
{
    public static SafeCursor Start { get; } = new(0, 0);

    /// <summary>Everything before now counts as read.</summary>
    public static async Task<SafeCursor> NowAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var now = new NpgsqlCommand("select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)", connection);
        await using var reader = await now.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), long.MaxValue);
    }
}
