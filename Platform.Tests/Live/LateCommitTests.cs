using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.Domain.Common;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Tests.Live;

public sealed class LateCommitTests(Database database) : IClassFixture<Database>
{
    private readonly OrganisationId organisation = new(Guid.CreateVersion7());
    private readonly LiveUpdates live = new();

    [Fact]
    public async Task A_fact_that_is_committed_after_a_later_one_is_not_passed_over()
    {
        var (early, late) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var tail = new ChangeTail(database.Databases, live, new ChangeSignal(), new Node(), TimeProvider.System, NullLogger<ChangeTail>.Instance);
        await tail.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => IsFollowingSinceAsync(DateTime.UtcNow.AddMinutes(-1)), "the tail follows");

        await using var slow = new NpgsqlConnection(database.Owner);
        await slow.OpenAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await RecordAsync(slow, early); // Its number is drawn here; others overtake it.

        await using (var quick = new NpgsqlConnection(database.Owner))
        {
            await quick.OpenAsync();
            await RecordAsync(quick, late);
        }

        // The tail has looked since; a cursor by number alone now stands behind both.
        var overtaken = DateTime.UtcNow;
        await Eventually.TrueAsync(() => IsFollowingSinceAsync(overtaken), "the tail looked again");
        var seen = SeenAsync(early, late);
        await transaction.CommitAsync();

        Assert.Equal([early, late], await seen);
        await tail.StopAsync(CancellationToken.None);
    }

    /// <summary>The streams whose changes are told, in any order, until both were.</summary>
    private async Task<IEnumerable<Guid>> SeenAsync(params Guid[] streams)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var watches = streams.Select(async stream =>
        {
            var isTold = false;
            await foreach (var _ in live.WatchAsync(organisation, change => isTold |= change.Stream == stream, patience.Token))
                if (isTold)
                    return stream;
            return default;
        });
        return await Task.WhenAll(watches);
    }

    private async Task<bool> IsFollowingSinceAsync(DateTime since) => await database.TextAsync($"""
        select count(*) > 0 from pg_stat_activity
        where datname = current_database() and query like '%from mt_events e join mt_streams%' and pid <> pg_backend_pid() and query_start > '{since:O}'
        """) == "True";

    private async Task RecordAsync(NpgsqlConnection connection, Guid stream)
    {
        await using var record = new NpgsqlCommand($"""
            insert into mt_streams (tenant_id, id, type, version) values ('{organisation}', '{stream}', 'conversation', 1);
            insert into mt_events (id, stream_id, version, data, type, tenant_id) values (gen_random_uuid(), '{stream}', 1, jsonb_build_object(), 'conversation_read', '{organisation}');
            """, connection);
        await record.ExecuteNonQueryAsync();
    }
}
