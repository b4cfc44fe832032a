using System.Collections.Concurrent;
using System.Diagnostics;
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
        var ready = default(JsonElement);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        // The demo that was just filled may still be busy, which is degraded and not yet healthy.
        await Eventually.EqualAsync("healthy", async () => (ready = await client.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("status").GetString()!);
        Assert.EndsWith(".sql", ready.GetProperty("checks").GetProperty("database").GetProperty("data").GetProperty("schema").GetString(), StringComparison.Ordinal);
        Assert.True(ready.GetProperty("checks").GetProperty("work").GetProperty("data").TryGetProperty("cursorLagSeconds", out _));
    }

    [Fact]
    public async Task Asking_for_health_makes_no_trace_and_asking_for_a_page_does()
    {
        var recorded = new ConcurrentDictionary<ActivityTraceId, bool>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => recorded[activity.TraceId] = activity.Recorded,
        };
        ActivitySource.AddActivityListener(listener);

        Assert.False(await IsRecordedAsync("/health/ready"));
        Assert.True(await IsRecordedAsync("/connexion"));

        async Task<bool> IsRecordedAsync(string path)
        {
            var trace = ActivityTraceId.CreateRandom();
            using var client = app.Client();
            client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            using var answer = await client.GetAsync(path);
            await Eventually.TrueAsync(() => recorded.ContainsKey(trace), path);
            return recorded[trace];
        }
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
        // The parked row holds back the later one, so no worker can take it away under the test.
        await ExecuteAsync("""
            with work as (select gen_random_uuid() as stream)
            insert into todo (reaction, stream, version, due, parked_at)
            select 'nobody_knows', stream, version, now() - interval '1 hour', case version when 1 then now() end from work, generate_series(1, 2) version
            """);
        await app.Get<Lateness>().MeasureAsync(CancellationToken.None);
        using var client = app.Client();
        using var ready = await client.GetAsync("/health/ready");
        var told = await ready.Content.ReadFromJsonAsync<JsonElement>();
        await ExecuteAsync("delete from todo where reaction = 'nobody_knows'");
        await app.Get<Lateness>().MeasureAsync(CancellationToken.None);

        var work = told.GetProperty("checks").GetProperty("work");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("degraded", work.GetProperty("status").GetString());
        Assert.InRange(work.GetProperty("data").GetProperty("todoAgeSeconds").GetDouble(), 3600, 3700);
        Assert.Equal(1, work.GetProperty("data").GetProperty("todoParked").GetInt64());
    }

    [Fact]
    public async Task A_long_queue_is_not_read_through_to_tell_how_late_it_is()
    {
        await ExecuteAsync("insert into todo (reaction, stream, version, due) select 'tomorrow', gen_random_uuid(), 1, now() + interval '1 day' from generate_series(1, 20000)");
        await ExecuteAsync("analyze todo");
        var plan = await app.TextAsync($"explain (format json) {Lateness.Question}");
        await ExecuteAsync("delete from todo where reaction = 'tomorrow'");

        Assert.Contains("todo_due", plan, StringComparison.Ordinal);
        Assert.DoesNotMatch("\"Seq Scan\",[^{}]*\"Relation Name\": \"todo\"", plan);
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
