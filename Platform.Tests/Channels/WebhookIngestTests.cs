using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Web.Channels;
using Platform.Tests.Store;
using Platform.Web.Store;

namespace Platform.Tests.Channels;

public sealed class WebhookIngestTests(Database database) : IClassFixture<Database>, IAsyncLifetime, IDisposable
{
    private static readonly byte[] Small = "{}"u8.ToArray();
    private readonly ConcurrentQueue<(Guid Subject, Lease Lease)> done = new();
    private readonly TaskCompletionSource mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TodoSignal signal = new();
    private TodoWorker worker = null!;
    private WebhookIngest ingest = null!;

    public async Task InitializeAsync()
    {
        await database.ExecuteAsync("delete from deliveries; delete from todo");
        worker = Chores.Worker(database, DoAsync, signal);
        ingest = new(database.Databases, new KeptWebhooks(database.Databases), worker, signal, TimeProvider.System, NullLogger<WebhookIngest>.Instance);
    }

    [Fact]
    public async Task A_rush_is_committed_in_groups()
    {
        var waiting = Keep(Enumerable.Repeat(Small, 600));
        await ingest.StartAsync(CancellationToken.None);

        Assert.All(await Task.WhenAll(waiting), kept => Assert.Equal(Kept.Durable, kept));
        Assert.Equal("600", await database.TextAsync("select count(*) from deliveries"));
        Assert.Equal("600", await database.TextAsync("select count(*) from todo where reaction = 'read_delivery'"));
        Assert.InRange(int.Parse(await database.TextAsync("select count(distinct xmin::text) from deliveries"), System.Globalization.CultureInfo.InvariantCulture), 3, 6);
    }

    [Fact]
    public async Task One_the_database_refuses_is_parked_alone_and_the_others_are_kept()
    {
        var poison = new byte[3_670_017];
        var waiting = Keep([.. Enumerable.Repeat(Small, 40), poison, .. Enumerable.Repeat(Small, 40)]);
        await ingest.StartAsync(CancellationToken.None);

        Assert.All(await Task.WhenAll(waiting), kept => Assert.Equal(Kept.Durable, kept));
        Assert.Equal("80", await database.TextAsync("select count(*) from deliveries where read_at is null"));
        Assert.Equal("80", await database.TextAsync("select count(*) from todo"));
        Assert.Equal("refused: 23514 deliveries_body_size, 3670017 bytes", await database.TextAsync("select outcome from deliveries where read_at is not null"));
    }

    [Fact]
    public async Task Whoever_was_let_in_is_answered_also_while_the_app_stops()
    {
        var waiting = Keep(Enumerable.Repeat(Small, 300));
        await ingest.StartAsync(CancellationToken.None);
        await ingest.StopAsync(CancellationToken.None);

        Assert.All(await Task.WhenAll(waiting), kept => Assert.Equal(Kept.Durable, kept));
        Assert.Equal(Kept.Full, await ingest.KeepAsync("whatsapp", Small));
    }

    [Fact]
    public async Task A_free_hand_begins_at_once_under_a_lease_of_its_own()
    {
        await StartAsync();
        await Eventually.TrueAsync(IsIdle, "a worker who waits");

        Assert.Equal(Kept.Durable, await ingest.KeepAsync("whatsapp", Small, errand: Chores.Name));

        Assert.Equal("1 1 leased", await database.TextAsync("select attempts || ' ' || token || case when due > now() then ' leased' else '' end from todo"));
        mayEnd.SetResult();
        await Eventually.EqualAsync("0", () => database.TextAsync("select count(*) from todo"));
        var (subject, lease) = Assert.Single(done);
        Assert.Equal(await database.TextAsync("select id from deliveries"), subject.ToString());
        Assert.Equal((1, 1L), (lease.Attempt, lease.Token));
    }

    [Fact]
    public async Task A_rush_beyond_all_hands_is_done_whole_and_once()
    {
        mayEnd.SetResult();
        await StartAsync();
        await Eventually.TrueAsync(IsIdle, "a worker who waits");

        await Task.WhenAll(Keep(Enumerable.Repeat(Small, 500), Chores.Name));

        await Eventually.EqualAsync("0", () => database.TextAsync("select count(*) from todo"));
        Assert.Equal(500, done.Count);
        Assert.Equal(500, done.Select(one => one.Subject).Distinct().Count());
    }

    [Fact]
    public async Task Hands_come_back_when_nothing_could_be_kept()
    {
        mayEnd.SetResult();
        await StartAsync();
        await Eventually.TrueAsync(IsIdle, "a worker who waits");

        for (var n = 0; n < 40; n++) Assert.Equal(Kept.Durable, await ingest.KeepAsync("whatsapp", new byte[3_670_017], errand: Chores.Name));

        Assert.True(IsIdle());
        Assert.Empty(done);
    }

    [Fact]
    public async Task What_waits_already_is_not_overtaken()
    {
        await database.ExecuteAsync("insert into todo (reaction, stream, version) select 'chore', gen_random_uuid(), 1 from generate_series(1, 40)");
        await StartAsync();
        await Eventually.EqualAsync("32", () => database.TextAsync("select count(*) from todo where token > 0"));

        await ingest.KeepAsync("whatsapp", Small, errand: Chores.Name);

        Assert.Equal("0", await database.TextAsync("select token from todo where stream = (select id from deliveries)"));
        mayEnd.SetResult();
        await Eventually.EqualAsync("0", () => database.TextAsync("select count(*) from todo"));
    }

    public async Task DisposeAsync()
    {
        mayEnd.TrySetResult();
        await ingest.StopAsync(CancellationToken.None);
        await worker.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        ingest.Dispose();
        worker.Dispose();
        signal.Dispose();
    }

    private async Task DoAsync(Guid subject)
    {
        done.Enqueue((subject, Lease.Current!));
        await mayEnd.Task;
    }

    private async Task StartAsync()
    {
        await worker.StartAsync(CancellationToken.None);
        await ingest.StartAsync(CancellationToken.None);
    }

    private bool IsIdle()
    {
        var free = worker.Reserve(1);
        worker.Free(free);
        return free is 1;
    }

    private Task<Kept>[] Keep(IEnumerable<byte[]> bodies, string errand = ReadDelivery.Name) => [.. bodies.Select(body => ingest.KeepAsync("whatsapp", body, errand: errand).AsTask())];
}
