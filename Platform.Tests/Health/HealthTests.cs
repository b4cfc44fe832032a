using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Web.Health;

namespace Platform.Tests.Health;

public sealed class HealthTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_node_that_works_is_alive_and_ready()
    {
        using var client = app.Client();
        using var live = await client.GetAsync("/health/live");
        var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal("healthy", ready.GetProperty("status").GetString());
        Assert.EndsWith(".sql", ready.GetProperty("checks").GetProperty("database").GetProperty("data").GetProperty("schema").GetString(), StringComparison.Ordinal);
        Assert.True(ready.GetProperty("checks").GetProperty("backlog").GetProperty("data").TryGetProperty("cursorLagSeconds", out _));
    }

    [Fact]
    public async Task A_node_whose_schema_is_not_there_is_not_ready_and_says_which_file()
    {
        await ExecuteAsync("update schema_files set name = 'later-' || name where name = '0001-roles-and-rules.sql'");
        using var client = app.Client();
        using var ready = await client.GetAsync("/health/ready");
        await ExecuteAsync("update schema_files set name = replace(name, 'later-', '')");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("0001-roles-and-rules.sql", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_is_late_is_told_but_sends_nobody_away()
    {
        await ExecuteAsync("insert into todo (reaction, stream, version, due) values ('nobody_knows', gen_random_uuid(), 1, now() - interval '1 hour')");
        var backlog = app.Get<Backlog>();
        await backlog.MeasureAsync(CancellationToken.None);
        var measured = backlog.Todo;
        await ExecuteAsync("delete from todo where reaction = 'nobody_knows'");

        // The worker may have parked it between our two statements, which is the other thing the backlog tells.
        Assert.True(measured > TimeSpan.FromMinutes(59) || backlog.Parked > 0);
    }

    [Fact]
    public async Task A_node_that_leaves_refuses_visits_and_still_takes_webhooks()
    {
        await using var leaving = await app.StartNodeAsync();
        using var client = new HttpClient { BaseAddress = leaving.Address };

        await leaving.Services.GetRequiredService<Drain>().RunAsync(CancellationToken.None);
        using var ready = await client.GetAsync("/health/ready");
        using var page = await client.SendAsync(new(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html" } } });
        using var webhook = await client.PostAsync("/api/whatsapp/webhook", new StringContent("{}"));
        using var live = await client.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, webhook.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(app.Owner);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
