using Microsoft.Extensions.Logging.Abstractions;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Integrations.OfflineModel;
using Platform.Web.Assistant;
using DomainScene = Platform.Domain.Assistant.Scene;

namespace Platform.Tests.Assistant;

/// <summary>The scenes every seller begins with are passed by the built-in assistant, and failed by one that was set up badly.</summary>
public sealed class SimulatedCustomersTests(Database database) : IClassFixture<Database>
{
    private static readonly OrganisationId Seller = new(new Guid("00000000-0000-0000-0000-0000000000a1"));

    public static TheoryData<string, string> Ready()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, shop) in new[] { ("atlas", Shops.Atlas), ("akwa", Shops.Akwa) })
        foreach (var scene in ReadyScenes.For(shop))
            data.Add(name, scene.Title);
        return data;
    }

    [Theory]
    [MemberData(nameof(Ready))]
    public async Task Every_ready_scene_goes_well(string shop, string title)
    {
        var (scene, rehearsed) = await PlayAsync(shop == "akwa" ? Shops.Akwa : Shops.Atlas, title);
        Assert.True(scene.Judge(rehearsed) is [], $"{string.Join(", ", scene.Judge(rehearsed))}\n{string.Join('\n', rehearsed.Said)}");
    }

    [Fact]
    public void There_are_six_of_them() => Assert.Equal(["person", "anger", "bargain", "fee", "order", "change"], ReadyScenes.For(Shops.Atlas).Select(scene => scene.Title));

    [Fact]
    public async Task An_order_is_compared_by_product_size_and_total()
    {
        var (scene, rehearsed) = await PlayAsync(Shops.Atlas, "order");
        var wanted = (SceneEnd.Order)scene.End;

        Assert.Equal((SceneFault[])[SceneFault.OtherSize, SceneFault.OtherTotal], (scene with { End = wanted with { Size = "12", Total = 1 } }).Judge(rehearsed).ToArray());
        Assert.Equal((SceneFault[])[SceneFault.OtherProduct], (scene with { End = wanted with { Product = "Robe" } }).Judge(rehearsed).ToArray());
        Assert.Equal((SceneFault[])[SceneFault.UnwantedOrder, SceneFault.NoPerson], (scene with { End = new SceneEnd.Person() }).Judge(rehearsed).ToArray());
        Assert.Equal((SceneFault[])[SceneFault.UnwantedOrder, SceneFault.MissingWords], (scene with { End = new SceneEnd.Words("jamais dit") }).Judge(rehearsed).ToArray());
    }

    [Fact]
    public async Task A_customer_who_buys_nothing_fails_a_scene_that_wants_an_order()
    {
        var (scene, rehearsed) = await PlayAsync(Shops.Atlas, "fee");
        Assert.Equal((SceneFault[])[SceneFault.NoOrder], (scene with { End = new SceneEnd.Order("Adidas Gazelle", null, null) }).Judge(rehearsed).ToArray());
    }

    private async Task<(DomainScene Scene, Rehearsed Rehearsed)> PlayAsync(Shop shop, string title)
    {
        var scene = ReadyScenes.For(shop).First(one => one.Title == title);
        var models = new Models(
            [new(OfflineChatClient.ModelId, new OfflineChatClient(), null, IsReady: true, IsLast: true)],
            new ModelBudget(new TurnRecords(database.Dbs, database.Databases), TimeProvider.System), NullLogger<Models>.Instance);
        var rehearsal = new Rehearsal(models, Seller, new(shop, new() { OrganisationId = Seller.Value }, TimeZoneInfo.Utc), new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        foreach (var line in scene.Lines) await rehearsal.SayAsync(line, CancellationToken.None);
        return (scene, rehearsal.SoFar);
    }
}
