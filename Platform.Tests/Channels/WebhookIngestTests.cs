using Microsoft.Extensions.Logging.Abstractions;
using Platform.Web.Channels;
using Platform.Web.Store;

namespace Platform.Tests.Channels;

public sealed class WebhookIngestTests(Database database) : IClassFixture<Database>, IAsyncLifetime, IDisposable
{
    private static readonly byte[] Small = "{}"u8.ToArray();
    private readonly WebhookIngest ingest = new(database.Databases, new KeptWebhooks(database.Databases), new TodoSignal(), TimeProvider.System, NullLogger<WebhookIngest>.Instance);

    public Task InitializeAsync() => database.ExecuteAsync("delete from deliveries; delete from todo");

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

    public Task DisposeAsync() => ingest.StopAsync(CancellationToken.None);
    public void Dispose() => ingest.Dispose();

    private Task<Kept>[] Keep(IEnumerable<byte[]> bodies) => [.. bodies.Select(body => ingest.KeepAsync("whatsapp", body).AsTask())];
}
