using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Identity;
using Platform.Web.Store;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Site;

/// <summary>The first page says what waits for somebody, and keeps saying it.</summary>
public sealed class OverviewJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task An_order_that_comes_in_is_counted_at_once_and_one_press_away()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/accueil");
        var waiting = awa.Page.Locator("a.number[href='commandes/tableau']");
        await Expect(waiting.Locator("strong")).ToHaveTextAsync("0");

        var order = await PlaceAsync();
        await Expect(waiting.Locator("strong")).ToHaveTextAsync("1");
        await awa.AssertAccessibleAsync();
        await waiting.ClickAsync();
        await Expect(awa.Page.Locator($"[data-order='{order.Value}']")).ToBeVisibleAsync();
        awa.AssertNoErrors();
    }

    [Fact]
    public async Task A_new_seller_is_shown_what_their_shop_still_lacks()
    {
        await using var moussa = await browser.OpenAsync(app.Address, Browser.Phone);
        await moussa.SignInAsync("dakar@relais.demo");
        await moussa.Page.GotoAsync("/accueil");

        await Expect(moussa.Page.Locator("ol.steps a[href='boutique']")).ToBeVisibleAsync();
        await Expect(moussa.Page.Locator("ol.steps a[href='livreurs']")).ToBeVisibleAsync();
        await moussa.AssertAccessibleAsync();
    }

    private async Task<OrderId> PlaceAsync()
    {
        var (order, customer) = (new OrderId(Guid.CreateVersion7()), new ContactId(Guid.CreateVersion7()));
        Personal Said(string text) => new(customer.Value, text);
        var variant = new VariantId(Guid.Parse(await app.TextAsync($"select id from variants where organisation_id = '{DemoPeople.AtlasSneakers.Value}' and stock > 2 limit 1")));
        await app.Get<Streams>().HandleAsync(order, new PlaceOrder(
            "CMD-9001", customer, OrderSource.Hand, null, [new OrderLine(new ProductId(Guid.CreateVersion7()), variant, "Samba", "38", null, null, 1, Money.Of(949, Currency.MAD))],
            Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD), new Destination(Said("Salma"), null, "Rabat", null, null, null, null), null, IsAccepted: false), new Actor(DemoPeople.AtlasSneakers, ActorKind.Member, Role.Owner, Guid.CreateVersion7()));
        return order;
    }
}
