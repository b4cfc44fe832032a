using System.Net;
using Npgsql;
using Platform.Web.Channels;

namespace Platform.Tests.Channels;

public sealed class CrowdedDoorTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_full_queue_asks_the_provider_to_come_again_and_loses_nobody_it_let_in()
    {
        await using var owner = new NpgsqlConnection(app.Owner);
        await using var hold = await HoldAsync(owner);

        // Both writers are stuck with a handful each before the queue behind them is filled to the brim.
        var (ingest, inside) = (app.Get<WebhookIngest>(), new List<Task<Kept>>());
        await Eventually.TrueAsync(async () =>
        {
            inside.Add(ingest.KeepAsync("whatsapp", "{}"u8.ToArray()).AsTask());
            return await app.TextAsync("select count(*) from pg_locks where not granted and relation = 'deliveries'::regclass") == "2";
        }, "both writers wait for the table");
        do inside.Add(ingest.KeepAsync("whatsapp", "{}"u8.ToArray()).AsTask());
        while (inside[^1] is not { IsCompletedSuccessfully: true, Result: Kept.Full });

        using var client = app.Client();
        using var response = await MetaWebhook.PostAsync(client, MetaWebhook.Message("wamid.full", "212600000009", "bonjour"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (response.StatusCode, response.Headers.GetValues("Retry-After").Single()));

        await hold.RollbackAsync();
        Assert.All(await Task.WhenAll(inside[..^1]), kept => Assert.Equal(Kept.Durable, kept));
        await MetaWebhook.DeliverAsync(client, MetaWebhook.Message("wamid.full", "212600000009", "bonjour"));
    }

    [Fact]
    public async Task What_is_read_while_it_is_being_kept_is_noted_once_it_stands()
    {
        await Eventually.EqualAsync("0", () => app.TextAsync($"select count(*) from todo where reaction = '{ReadDelivery.Name}'"));
        await using var owner = new NpgsqlConnection(app.Owner);
        await using var hold = await HoldAsync(owner);

        using var client = app.Client();
        var posting = MetaWebhook.PostAsync(client, MetaWebhook.Body(MetaWebhook.Value(number: "a-number-nobody-has", messages: [MetaWebhook.TextMessage("wamid.early", "212600000010", "bonjour")])));
        await Eventually.TrueAsync(async () => await app.TextAsync("select count(*) from pg_locks where not granted and relation = 'deliveries'::regclass") == "1", "the writer waits for the table");
        await hold.CommitAsync();

        using var response = await posting;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Eventually.EqualAsync("noted", () => app.TextAsync("select outcome from deliveries where convert_from(body, 'UTF8') like '%wamid.early%'"));
    }

    private static async Task<NpgsqlTransaction> HoldAsync(NpgsqlConnection owner)
    {
        await owner.OpenAsync();
        var hold = await owner.BeginTransactionAsync();
        await using var table = new NpgsqlCommand("lock table deliveries in exclusive mode", owner, hold);
        await table.ExecuteNonQueryAsync();
        return hold;
    }
}
