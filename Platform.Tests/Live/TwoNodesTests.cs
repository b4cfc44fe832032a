using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Conversations;
using Platform.Tests.Channels;
using Platform.Web.Identity;
using Platform.Web.Live;

namespace Platform.Tests.Live;

public sealed class TwoNodesTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_message_through_one_node_makes_the_pages_of_the_other_read_again_and_outlives_it()
    {
        await using var other = await app.StartNodeAsync();
        using var far = new HttpClient { BaseAddress = other.Address };
        using var near = app.Client();

        // The worker of either node may read what either let in, so pages of both are told either way.
        await AssertToldAsync(other.Services, () => MetaWebhook.DeliverAsync(near, MetaWebhook.Message("wamid.node.1", "212600000021", "par le premier")));
        await AssertToldAsync(app.Services, () => MetaWebhook.DeliverAsync(far, MetaWebhook.Message("wamid.node.2", "212600000022", "par le second")));

        await other.DisposeAsync();
        await AssertToldAsync(app.Services, () => MetaWebhook.DeliverAsync(near, MetaWebhook.Message("wamid.node.3", "212600000023", "le premier seul")));
        Assert.Equal("3", await app.TextAsync("select count(*) from thread where provider_message like 'wamid.node.%'"));
    }

    private static async Task AssertToldAsync(IServiceProvider node, Func<Task> happen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var begun = false;
        await foreach (var change in node.GetRequiredService<LiveUpdates>().WatchAsync(DemoPeople.AtlasSneakers, change => change.Kind == nameof(Conversation), patience.Token))
        {
            if (begun && change != default) return;
            if (!begun) await happen();
            begun = true;
        }
    }
}
