using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Platform.Tests.Reports;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// A shop's past is written a thousand times over, up to a million facts, and every figure is counted from the first of them.
/// Against one plain reader that only fetches the same facts in the same order.
/// </summary>
internal static class RebuildBenchmark
{
    private const int Facts = 1_000_000;

    public static async Task RunAsync(Length length)
    {
        var database = new Database();
        await database.InitializeAsync();
        using (var shop = new BusyMonth(database, seed: 1))
        {
            await shop.OpenAsync();
            await shop.LiveAsync(events: 600);
            var facts = await MultiplyAsync(database);
            await shop.CatchUpAsync();

            for (var round = 1; round <= Math.Min(length.Rounds, 3); round++)
            {
                var read = await ReadAsync(database);
                var watch = Stopwatch.StartNew();
                await shop.Runs.BeginAsync(CancellationToken.None);
                await shop.CatchUpAsync();
                var took = watch.Elapsed;
                var differences = (await shop.Runs.ListAsync(CancellationToken.None))[^1].Differences;
                await shop.CatchUpAsync();

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"rebuild, {facts:N0} facts: {facts / took.TotalSeconds:N0} facts/s ({took.TotalSeconds:0.0} s); only reading them {facts / read.TotalSeconds:N0}/s; {differences} differences from the live figures; aim 0: {(differences == 0 ? "reached" : "MISSED")}"));
            }
        }

        await database.DisposeAsync();
    }

    /// <summary>The same days again for other customers and other orders.</summary>
    private static async Task<long> MultiplyAsync(Database database)
    {
        var once = long.Parse(await database.TextAsync("select count(*) from mt_events"), CultureInfo.InvariantCulture);
        await using var connection = new NpgsqlConnection(database.Owner);
        await connection.OpenAsync();
        for (var copy = 1; copy * once < Facts; copy++)
        {
            await using var insert = new NpgsqlCommand("""
                insert into mt_events (id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
                select gen_random_uuid(), md5(stream_id::text || $1)::uuid, version,
                       case when data ? 'Chat' and data ->> 'Chat' is not null then jsonb_set(data, '{Chat}', to_jsonb(md5((data ->> 'Chat') || $1)::uuid)) else data end,
                       type, timestamp, tenant_id, mt_dotnet_type, headers
                from mt_events where seq_id <= $2 order by seq_id
                """, connection) { Parameters = { new() { Value = $" {copy}" }, new() { Value = await LastAsync(database, once) } }, CommandTimeout = 120 };
            await insert.ExecuteNonQueryAsync();
        }

        await database.ExecuteAsync("analyze mt_events");
        return long.Parse(await database.TextAsync("select count(*) from mt_events"), CultureInfo.InvariantCulture);
    }

    private static async Task<long> LastAsync(Database database, long once) =>
        long.Parse(await database.TextAsync($"select seq_id from mt_events order by seq_id offset {once - 1} limit 1"), CultureInfo.InvariantCulture);

    private static async Task<TimeSpan> ReadAsync(Database database)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = new NpgsqlConnection(database.Owner);
        await connection.OpenAsync();
        await using var all = new NpgsqlCommand("select tenant_id, stream_id, version, type, data, timestamp from mt_events order by tx, seq_id", connection) { CommandTimeout = 300 };
        await using var reader = await all.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = reader.GetFieldValue<byte[]>(4);
        return watch.Elapsed;
    }
}
