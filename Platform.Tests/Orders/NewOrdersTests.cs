using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;
using Platform.Web.Identity;
using Platform.Web.Orders;

namespace Platform.Tests.Orders;

/// <summary>Orders made by hand: the server knows the prices, the fee and the customer.</summary>
public sealed class NewOrdersTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Awa = new(Shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());

    [Fact]
    public async Task Prices_come_from_the_catalogue_and_the_fee_from_the_zone()
    {
        var (order, refusal) = await PlaceAsync(Awa, "06 12 00 00 01", "Salé", pieces: 2);

        Assert.Null(refusal);
        Assert.Equal((2 * 54_900, 4_000, 2 * 54_900 + 4_000), (order!.Goods, order.Fee, order.Total));
        Assert.Equal(("+212612000001", OrderStatus.Pending, OrderSource.Hand), (order.Phone, order.Status, order.Source));
    }

    [Fact]
    public async Task Goods_worth_enough_are_delivered_for_nothing() => Assert.Equal(0, (await PlaceAsync(Awa, "0612000002", "Casablanca", pieces: 2)).Order!.Fee);

    [Fact]
    public async Task The_same_number_is_the_same_customer()
    {
        var (first, _) = await PlaceAsync(Awa, "0612000003", "Rabat");
        var (second, _) = await PlaceAsync(Awa, "+212 6 12 00 00 03", "Rabat");
        Assert.Equal(first!.Contact, second!.Contact);
    }

    [Fact]
    public async Task The_second_click_finds_the_order_of_the_first()
    {
        var id = new OrderId(Guid.CreateVersion7());
        var (first, _) = await PlaceAsync(Awa, "0612000004", "Rabat", id: id);
        var (second, _) = await PlaceAsync(Awa, "0612000004", "Rabat", id: id);
        Assert.Equal(first!.Number, second!.Number);
    }

    [Fact]
    public async Task Who_may_not_order_leaves_no_trace()
    {
        var (_, refusal) = await PlaceAsync(Awa with { Role = Role.Viewer }, "0612000005", "Rabat");
        Assert.Equal("forbidden", refusal?.Code);
        Assert.Equal("0", await app.TextAsync("select count(*) from contacts where phone = '+212612000005'"));
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused() => Assert.Equal("order.phone", (await PlaceAsync(Awa, "12", "Rabat")).Refusal?.Code);

    private async Task<(OrderRow? Order, Refusal? Refusal)> PlaceAsync(Actor by, string phone, string city, int pieces = 1, OrderId? id = null)
    {
        var goods = (await app.Get<ShelfQueries>().FindAsync(Shop, "chuck all star noir 40")).Single();
        return await app.Get<NewOrders>().PlaceAsync(by, new(
            id ?? new(Guid.CreateVersion7()), OrderSource.Hand, phone, "Inès Tazi", [new(goods.Variant, pieces)],
            person => new(new(person, "Inès Tazi"), null, city, null, null, null, null), _ => null, Fee: null, Discount: null, IsConfirmed: false));
    }
}
