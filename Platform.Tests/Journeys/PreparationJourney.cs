using Microsoft.Playwright;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;
using Platform.Web.Identity;
using Platform.Web.Orders;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Two people at one shelf.</summary>
public sealed class PreparationJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    [Fact]
    public async Task What_one_ticks_the_other_sees_and_the_last_tick_makes_the_order_ready()
    {
        var shelf = (await app.Get<ShelfQueries>().FindAsync(Shop, "chaussettes")).Concat(await app.Get<ShelfQueries>().FindAsync(Shop, "lacets")).Where(goods => goods.Available > 0).Take(2).ToList();
        var awaActor = new Actor(Shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());
        var (order, _) = await app.Get<NewOrders>().PlaceAsync(awaActor, new(
            new(Guid.CreateVersion7()), OrderSource.Hand, "+212612888001", "Hajar Sebti", [.. shelf.Select(goods => new ShelfLine(goods.Variant, 1))],
            person => new(new(person, "Hajar Sebti"), null, "Rabat", null, null, null, null), _ => null, null, null, IsConfirmed: true));

        await using var awa = await OpenAsync("agent@relais.demo", Browser.Desktop);
        await using var karim = await OpenAsync("admin@relais.demo", Browser.Phone);

        await Box(awa.Page, shelf[0], order!).CheckAsync();
        await Expect(Box(karim.Page, shelf[0], order!)).ToBeCheckedAsync();
        await Box(karim.Page, shelf[1], order!).CheckAsync();

        await awa.Page.GetByRole(AriaRole.Link, new() { Name = "Par enlèvement" }).ClickAsync();
        var parcel = awa.Page.Locator("li.card", new() { HasText = order!.Number });
        await Expect(parcel.Locator(".chip")).ToHaveTextAsync("Prête");
        await awa.AssertAccessibleAsync();
        await karim.AssertAccessibleAsync();
        awa.AssertNoErrors();
        karim.AssertNoErrors();
    }

    private async Task<Browser.Person> OpenAsync(string email, Browser.Look look)
    {
        var person = await browser.OpenAsync(app.Address, look);
        await person.SignInAsync(email);
        await person.Page.GotoAsync("/preparation");
        return person;
    }

    private static ILocator Box(IPage page, ShelfQueries.Goods goods, OrderRow order) =>
        page.GetByRole(AriaRole.Checkbox, new() { Name = $"{OrderWords.Line(goods.Line(1))} pour {order.Number}", Exact = true });
}
