using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Web.Demo;

namespace Platform.Tests.Deliveries;

/// <summary>Two demos that are started on one day, before the last customer might change their mind and long after.</summary>
public sealed class DemoStoryTests : IAsyncLifetime
{
    private readonly App afternoon = new(), evening = new();

    [Fact]
    public async Task A_later_start_finds_the_same_orders_further_along_the_same_way()
    {
        var today = DateTime.UtcNow.Date.AddDays(-1);
        var (before, after) = (await LiveAsync(afternoon, today.AddHours(16.95)), await LiveAsync(evening, today.AddHours(18.5)));

        Assert.Equal(before.Count, after.Count);
        Assert.True(before.Count > 100, $"{before.Count} orders");
        Assert.All(before.Zip(after), pair =>
        {
            Assert.Equal(pair.First.Goods, pair.Second.Goods);
            Assert.Equal(pair.First.Status is "Cancelled", pair.Second.Status is "Cancelled");
        });
        Assert.Contains(before, order => order.Status is "Cancelled");
    }

    public Task InitializeAsync() => Task.WhenAll(afternoon.InitializeAsync(), evening.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(afternoon.DisposeAsync(), evening.DisposeAsync());

    private static async Task<List<(string Goods, string Status)>> LiveAsync(App app, DateTime start)
    {
        using var month = ActivatorUtilities.CreateInstance<DemoMonth>(app.Services, new Stopped(start), new ConfigurationBuilder().Build());
        await month.StartAsync(CancellationToken.None);
        await month.ExecuteTask!;

        var told = await app.TextAsync("select string_agg(phone || ' ' || goods || '|' || status, E'\n' order by phone) from orders where phone like '+2126709%'");
        return [.. told.Split('\n').Select(line => line.Split('|')).Select(parts => (parts[0], parts[1]))];
    }

    /// <summary>A clock that stands still.</summary>
    private sealed class Stopped(DateTime at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(at, TimeSpan.Zero);
    }
}
