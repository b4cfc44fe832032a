using Npgsql;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Live;

/// <summary>
/// Tells this node's pages what other nodes recorded. It follows the facts by the safe cursor: rows whose transaction is older than every
/// running one, in the order (tx, seq_id), so nothing that commits late is passed over. The notification only shortens the wait.
/// </summary>
public sealed partial class ChangeTail(Databases databases, LiveUpdates live, ChangeSignal changes, Node node, TimeProvider clock, ILogger<ChangeTail> log) : BackgroundService
{
    private const int Page = 1000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SignalAtMost = TimeSpan.FromMilliseconds(50);

    /// <summary>How far behind the newest committed fact the tail is.</summary>
    public TimeSpan Lag { get; private set; }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowAsync(stoppingToken), AnnounceAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await databases.Across.OpenConnectionAsync(ct);
                await using (var listen = new NpgsqlCommand("listen platform_changes", connection)) await listen.ExecuteNonQueryAsync(ct);

                var cursor = await SafeCursor.NowAsync(connection, ct);
                live.PublishEverything();
                while (true)
                {
                    await connection.WaitAsync(Tick, ct);
                    cursor = await PublishAsync(connection, cursor, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogGone(e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<SafeCursor> PublishAsync(NpgsqlConnection connection, SafeCursor cursor, CancellationToken ct)
    {
        while (true)
        {
            var rows = new List<(SafeCursor At, string Tenant, string Kind, Guid Stream, string? Node, DateTimeOffset Recorded)>();
            await using (var page = new NpgsqlCommand("""
                select e.tx::text::bigint, e.seq_id, e.tenant_id, s.type, e.stream_id, e.headers ->> 'node', e.timestamp
                from mt_events e join mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id
                where (e.tx, e.seq_id) > ($1::text::xid8, $2) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
                order by e.tx, e.seq_id limit $3
                """, connection) { Parameters = { new() { Value = cursor.Transaction.ToString(provider: null) }, new() { Value = cursor.Sequence }, new() { Value = Page } } })
            await using (var reader = await page.ExecuteReaderAsync(ct))
            {
                while (await reader.ReadAsync(ct))
                {
                    rows.Add((new(reader.GetInt64(0), reader.GetInt64(1)), reader.GetString(2), reader.IsDBNull(3) ? "" : reader.GetString(3), reader.GetGuid(4),
                        reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetFieldValue<DateTimeOffset>(6)));
                }
            }

            Lag = rows is [.., var newest] ? clock.GetUtcNow() - newest.Recorded : TimeSpan.Zero;
            foreach (var row in rows.Where(row => row.Node != node.Id.ToString("D")).DistinctBy(row => (row.Tenant, row.Stream)))
            {
                if (Guid.TryParse(row.Tenant, out var organisation))
                    live.Publish(new(new OrganisationId(organisation), Naming.PascalCase(row.Kind), row.Stream));
            }

            if (rows is not []) cursor = rows[^1].At;
            if (rows.Count < Page) return cursor;
        }
    }

    /// <summary>Never inside the transaction that records: a notification there takes one lock for the whole server.</summary>
    private async Task AnnounceAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SignalAtMost, clock);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ct);
                if (!changes.Take()) continue;

                await using var notify = databases.Across.CreateCommand("notify platform_changes");
                await notify.ExecuteNonQueryAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogGone(e.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The change tail lost the database ({Error}); pages are told to read again once it is back")]
    private partial void LogGone(string error);
}
