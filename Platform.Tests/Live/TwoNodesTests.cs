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
        await Eventually.EqualAsync("3", () => app.TextAsync("select count(*) from thread where provider_message like 'wamid.node.%'")); // What they were told may have been of the message before.
    }

    [Fact]
    public async Task People_on_two_nodes_see_each_other_look_type_and_go()
    {
        var other = await app.StartNodeAsync();
        await using var _ = other;
        var (near, far) = (app.Get<Presence>(), other.Services.GetRequiredService<Presence>());
        var (shop, chat, awa, karim, page) = (DemoPeople.AtlasSneakers, Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        // The listener of a node that has just started may be a moment late; whoever types is told again.
        far.Enter(shop, chat, Guid.NewGuid(), karim);
        near.Enter(shop, chat, page, awa);
        await Eventually.TrueAsync(() => TypesAndIsSeen(), "Awa typing, on the other node");
        await Eventually.TrueAsync(() => near.Others(shop, chat, awa) is [(var member, false)] && member == karim, "Karim, on this node");

        near.Leave(shop, chat, page);
        await Eventually.TrueAsync(() => far.Others(shop, chat, karim) is [], "nobody but Karim");

        near.Enter(shop, chat, page, awa);
        await other.DisposeAsync();
        await Eventually.TrueAsync(() => near.Others(shop, chat, awa) is [], "nobody after the other node went");

        bool TypesAndIsSeen()
        {
            near.Type(shop, chat, page, awa);
            return far.Others(shop, chat, karim) is [(var member, true)] && member == awa;
        }
    }

    private static async Task AssertToldAsync(IServiceProvider node, Func<Task> happen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (begun, isTold) = (false, false);
        await foreach (var _ in node.GetRequiredService<LiveUpdates>().WatchAsync(DemoPeople.AtlasSneakers, change => isTold |= change.Kind == nameof(Conversation), patience.Token))
        {
            if (begun && isTold) return;
            if (!begun) await happen();
            begun = true;
        }
    }
}
