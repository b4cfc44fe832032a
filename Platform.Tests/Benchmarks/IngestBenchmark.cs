using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Platform.Tests.Channels;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// 64 connections of a provider post signed webhooks to the app, a process of its own; each counts when it is acknowledged, which it is when it is durable.
/// pgbench's 64 clients insert the same two rows, one transaction each. The app has no hands to read with, because pgbench reads nothing;
/// a last line tells what is left of the rate when it has, and everything is also read into conversations.
/// </summary>
internal static class IngestBenchmark
{
    private const int Connections = 64;
    private const int Bodies = 50_000;

    public static async Task RunAsync(Length length)
    {
        if (!Pgbench.IsHere)
        {
            Console.WriteLine("pgbench is not on this machine: apt-get install postgresql");
            return;
        }

        var owner = await Server.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(owner);
        (string, string)[] settings = [
            ("ConnectionStrings__Platform", owner),
            ("PLATFORM_ROOT_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            ("PLATFORM_DEMO", "true"), ("PLATFORM_DEMO_ASSISTANT", "off"), ("PLATFORM_DEMO_PAST", "off")];
        await KeepingAsync(length, database, owner, [.. settings, ("PLATFORM_HANDS", "0")]);
        await ExecuteAsync(database, "truncate todo");
        await ReadingAsync(length, database, settings);
        await Server.DropDatabaseAsync(owner);
    }

    private static async Task KeepingAsync(Length length, NpgsqlDataSource database, string owner, (string, string)[] settings)
    {
        using var app = await AppProcess.StartAsync(settings);
        var lines = await OpenAsync(app);
        var body = Body(0);
        var same = WebhookLine.Request(app.Address, body);

        var duel = new Duel($"ingest, {Connections} connections", "pgbench inserting the same rows", "webhooks/s", Aim: 1.0);
        var (rate, _) = await duel.RunAsync(length,
            () => KeptAsync(database, () => Load.PerSecondAsync(Connections, length.Turn, line => lines[line].PostAsync(same))),
            () => Pgbench.RunAsync(owner, Script, Encoding.UTF8.GetString(body), Connections, length.Turn));

        // A server that has run for a while writes into log files it had before, and does not make new ones.
        await ExecuteAsync(database, "checkpoint");
        var waits = await Load.WaitsAsync(Connections, rate / 2, length.Turn * 2, line => lines[line].PostAsync(same));
        var (half, slow) = (Duel.Median(waits), Duel.Percentile(waits, 99));
        Console.WriteLine($"ingest at half that rate ({rate / 2:#,0}/s, by the clock): half within {half:0.0} ms, 99 % within {slow:0.0} ms; aim ≤ 20 ms: {(slow <= 20 ? "reached" : "MISSED")}");
        foreach (var line in lines) line.Dispose();
    }

    /// <summary>Every message is another one, from two hundred customers, and is read into its conversation while the next come in.</summary>
    private static async Task ReadingAsync(Length length, NpgsqlDataSource database, (string, string)[] settings)
    {
        using var app = await AppProcess.StartAsync(settings);
        var lines = await OpenAsync(app);
        var requests = Enumerable.Range(0, Bodies).Select(n => WebhookLine.Request(app.Address, Body(n))).ToArray();

        var next = 0;
        var before = await CountAsync(database, "thread");
        var rate = await Load.PerSecondAsync(Connections, length.Turn * 2, line => lines[line].PostAsync(requests[Interlocked.Increment(ref next) % Bodies]));
        var read = (await CountAsync(database, "thread") - before) / (length.Turn * 2).TotalSeconds;
        Console.WriteLine($"ingest while reading: {rate:#,0} webhooks/s are acknowledged and {read:#,0} messages/s stand in their conversations meanwhile");
        foreach (var line in lines) line.Dispose();
    }

    private static Task<WebhookLine[]> OpenAsync(AppProcess app) => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => WebhookLine.OpenAsync(app.Address)));

    private static byte[] Body(int n) => MetaWebhook.Message($"wamid.bench.{n}", $"2126{n % 200:00000000}", $"Bonjour, est-ce que la taille 42 est encore disponible ? Message numéro {n}", "Salma Bennani");

    /// <summary>Acknowledged means kept: the table is asked after every turn.</summary>
    private static async Task<double> KeptAsync(NpgsqlDataSource database, Func<Task<double>> turn)
    {
        var (before, watch) = (await CountAsync(database, "deliveries"), System.Diagnostics.Stopwatch.StartNew());
        var rate = await turn();
        var (acknowledged, kept) = (rate * watch.Elapsed.TotalSeconds, await CountAsync(database, "deliveries") - before);
        return Math.Abs(acknowledged - kept) <= Math.Max(Connections, acknowledged * 0.02) ? rate : throw new InvalidOperationException($"{acknowledged:0} acknowledged, {kept} kept");
    }

    private const string Script = """
        with kept as (
            insert into deliveries (id, provider, received_at, body) values (gen_random_uuid(), 'whatsapp', now(), convert_to(:body, 'UTF8'))
            returning id)
        insert into todo (reaction, stream, version) select 'read_delivery', id, 0 from kept;
        """;

    private static async Task<long> CountAsync(NpgsqlDataSource database, string table)
    {
        await using var count = database.CreateCommand($"select count(*) from {table}");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
