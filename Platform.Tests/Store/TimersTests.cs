using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Web.Store;
using Quartz;

namespace Platform.Tests.Store;

public sealed class TimersTests(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task Of_two_nodes_one_fires_each_time()
    {
        using var one = await StartAsync<EverySecond>("* * * * * ?");
        using var other = await StartAsync<EverySecond>("* * * * * ?");

        await Eventually.TrueAsync(() => EverySecond.Fired.Count >= 4, "four seconds fired");
        await Task.WhenAll(one.StopAsync(), other.StopAsync());

        Assert.Equal(EverySecond.Fired.Distinct(), EverySecond.Fired);
    }

    [Fact]
    public async Task What_was_missed_while_nobody_ran_is_made_up_for_once()
    {
        using (var before = await StartAsync<AtNewYear>("0 0 0 1 1 ?")) await before.StopAsync();
        Assert.Empty(AtNewYear.Fired);
        await database.ExecuteAsync($"""
            update qrtz_triggers set prev_fire_time = {Ticks(2020)}, next_fire_time = {Ticks(2021)}, start_time = {Ticks(2019)} where trigger_group = '{nameof(AtNewYear)}'
            """);

        using var after = await StartAsync<AtNewYear>("0 0 0 1 1 ?");
        await Eventually.TrueAsync(() => !AtNewYear.Fired.IsEmpty, "the missed one fired");
        await after.StopAsync();

        Assert.Single(AtNewYear.Fired);
    }

    [Fact]
    public async Task Another_time_replaces_the_one_before()
    {
        using (var before = await StartAsync<AtNoTime>("0 0 0 1 1 ? 2098")) await before.StopAsync();
        using (var after = await StartAsync<AtNoTime>("0 0 0 1 1 ? 2099")) await after.StopAsync();

        Assert.Equal("0 0 0 1 1 ? 2099", await database.TextAsync($"select string_agg(cron_expression, ', ') from qrtz_cron_triggers where trigger_group = '{nameof(AtNoTime)}'"));
    }

    private static long Ticks(int year) => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    private async Task<IHost> StartAsync<TJob>(string cron) where TJob : IJob
    {
        var node = Host.CreateApplicationBuilder();
        node.Logging.ClearProviders();
        node.Services.AddStore(database.Databases, database.Root).AddTimer<TJob>(cron);
        var host = node.Build();
        await host.StartAsync();
        return host;
    }

    internal sealed class EverySecond : IJob
    {
        public static readonly ConcurrentQueue<DateTimeOffset?> Fired = [];

        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            Fired.Enqueue(context.ScheduledFireTimeUtc);
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class AtNewYear : IJob
    {
        public static readonly ConcurrentQueue<DateTimeOffset?> Fired = [];

        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            Fired.Enqueue(context.ScheduledFireTimeUtc);
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class AtNoTime : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
