using System.Threading.Channels;
using Npgsql;
using Platform.Web.Store;

namespace Platform.Web.Channels;

public enum Kept { Durable, Full, DatabaseGone }

/// <summary>
/// Makes webhooks durable, many in one commit. Whoever knocks alone is committed alone and at once; in a rush the commits grow instead of the queue.
/// A row the database refuses is found by halving and parked with its reason; a full queue says so.
/// </summary>
public sealed partial class WebhookIngest(Databases databases, KeptWebhooks kept, TodoWorker worker, TodoSignal todo, TimeProvider clock, ILogger<WebhookIngest> log) : BackgroundService
{
    private const int Writers = 2;
    private const int Most = 200;

    private readonly Channel<Item> queue = System.Threading.Channels.Channel.CreateBounded<Item>(new BoundedChannelOptions(4000) { FullMode = BoundedChannelFullMode.Wait, AllowSynchronousContinuations = false });

    /// <param name="errand">Who reads it afterwards.</param>
    public ValueTask<Kept> KeepAsync(string provider, byte[] body, string? door = null, string errand = ReadDelivery.Name)
    {
        StoreTelemetry.Webhooks.Add(1);
        var item = new Item(Guid.CreateVersion7(), provider, clock.GetUtcNow(), body, door, errand);
        return queue.Writer.TryWrite(item) ? new(item.Done.Task) : new(Kept.Full);
    }

    private Task writing = Task.CompletedTask;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync, CancellationToken.None)));
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => writing;

    /// <summary>The writers do not hang on the host's token: a stop right after the start would never let them run.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        await writing;
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Ends when the queue is closed and empty: who was let in is answered, also while the process is stopping.</summary>
    private async Task WriteAsync()
    {
        var items = new List<Item>(Most);
        while (await queue.Reader.WaitToReadAsync())
        {
            items.Clear();
            while (items.Count < Most && queue.Reader.TryRead(out var item)) items.Add(item);
            if (items is []) continue;

            await KeepAsync(items);
        }
    }

    private async Task KeepAsync(List<Item> items)
    {
        var hands = worker.Reserve(items.Count);
        try
        {
            var leased = await CommitAsync(items, hands);
            foreach (var item in items) kept.Remember(item.Id, new(item.Provider, item.Body, item.Door, item.At));
            foreach (var item in items) item.Done.TrySetResult(Kept.Durable);
            foreach (var (lease, errand, subject) in leased) worker.Begin(lease, errand, subject);
            hands = 0;
            if (leased.Count < items.Count) todo.Wake();
        }
        catch (PostgresException e) when (!e.IsTransient && IsAboutTheRow(e))
        {
            if (items is [var poison])
            {
                await ParkAsync(poison, e);
                return;
            }

            var half = items.Count / 2;
            await KeepAsync(items[..half]);
            await KeepAsync(items[half..]);
        }
        catch (Exception e) when (e.IsAway() || e is InvalidOperationException)
        {
            LogGone(items.Count, e.GetType().Name);
            foreach (var item in items) item.Done.TrySetResult(Kept.DatabaseGone);
        }
        finally
        {
            worker.Free(hands);
        }
    }

    /// <returns>What is begun at once, by hands that were free.</returns>
    private async Task<List<(Lease Lease, string Errand, Guid Subject)>> CommitAsync(List<Item> items, int hands)
    {
        await using var batch = databases.Ingest.BatchAcross();
        batch.Add($"""
            with came as (
                select * from unnest({items.ConvertAll(i => i.Id).ToArray()}, {items.ConvertAll(i => i.Provider).ToArray()}, {items.ConvertAll(i => i.At).ToArray()}, {items.ConvertAll(i => i.Body).ToArray()}, {items.ConvertAll(i => i.Door).ToArray()}::text[], {items.ConvertAll(i => i.Errand).ToArray()})
                with ordinality c(id, provider, received_at, body, door, errand, place)),
            kept as (insert into deliveries (id, provider, received_at, body, door) select id, provider, received_at, body, door from came),
            asked as (
                insert into todo (reaction, stream, version, attempts, token, due)
                select errand, id, 0, (place <= {hands})::int, (place <= {hands})::int, case when place <= {hands} then now() + {TodoWorker.LeaseTime} else now() end from came
                returning id, reaction, stream, token)
            select id, token, reaction, stream from asked where token > 0
            """);
        return await batch.ListAsync(row => (new Lease(row.GetInt64(0), row.GetInt64(1), Attempt: 1), row.GetString(2), row.GetGuid(3)));
    }

    private async Task ParkAsync(Item poison, PostgresException reason)
    {
        try
        {
            await using var batch = databases.Ingest.BatchAcross();
            batch.Add($"insert into deliveries (id, provider, received_at, body, read_at, outcome) values ({poison.Id}, {poison.Provider}, {poison.At}, {Array.Empty<byte>()}, now(), {$"refused: {reason.SqlState} {reason.ConstraintName}, {poison.Body.Length} bytes"})");
            await batch.RunAsync();
            LogPoison(poison.Id, reason.SqlState);
            poison.Done.TrySetResult(Kept.Durable);
        }
        catch (Exception e) when (e.IsAway())
        {
            LogGone(1, e.GetType().Name);
            poison.Done.TrySetResult(Kept.DatabaseGone);
        }
    }

    /// <summary>Data and integrity errors; the rest is about the server and passes.</summary>
    private static bool IsAboutTheRow(PostgresException e) => e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal);

    private sealed record Item(Guid Id, string Provider, DateTimeOffset At, byte[] Body, string? Door, string Errand)
    {
        public TaskCompletionSource<Kept> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} webhooks could not be kept ({Error}); the provider is asked to come again")]
    private partial void LogGone(int count, string error);

    [LoggerMessage(LogLevel.Error, "Webhook {Delivery} was refused by the database ({State}) and is parked")]
    private partial void LogPoison(Guid delivery, string state);
}
