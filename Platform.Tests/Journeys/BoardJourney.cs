using Microsoft.Playwright;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;
using Platform.Web.Identity;
using Platform.Web.Orders;
using Platform.Web.Store;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Orders move over the board by mouse, by keys and by finger, in front of everybody.</summary>
public sealed class BoardJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Awa = new(Shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());

    [Fact]
    public async Task A_card_dragged_by_mouse_moves_on_every_open_board_and_can_be_put_back()
    {
        var number = await PlaceAsync("Nadia Kabbaj");
        await using var awa = await BoardAsync("agent@relais.demo");
        await using var karim = await BoardAsync("admin@relais.demo");

        await DragAsync(awa.Page, number, OrderStatus.Ready);
        await Expect(CardIn(karim.Page, OrderStatus.Ready, number)).ToBeVisibleAsync();

        // It is set down on her own board too before she takes it up again.
        await Expect(CardIn(awa.Page, OrderStatus.Ready, number)).ToBeVisibleAsync();
        await DragAsync(awa.Page, number, OrderStatus.Preparing);
        await Expect(CardIn(karim.Page, OrderStatus.Preparing, number)).ToBeVisibleAsync();
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Défaire" }).ClickAsync();
        await Expect(CardIn(karim.Page, OrderStatus.Ready, number)).ToBeVisibleAsync();
        awa.AssertNoErrors();
        karim.AssertNoErrors();
        await awa.AssertAccessibleAsync();
    }

    [Fact]
    public async Task A_column_that_is_no_way_for_it_says_which_are()
    {
        var number = await PlaceAsync("Karima Saidi");
        await using var awa = await BoardAsync("agent@relais.demo");

        await DragAsync(awa.Page, number, OrderStatus.Delivered);
        await Expect(awa.Page.Locator(".notice")).ToContainTextAsync("ne peut pas passer à « Livrée »");
        await Expect(CardIn(awa.Page, OrderStatus.Confirmed, number)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Giving_up_asks_for_the_reason_in_the_drawer()
    {
        var number = await PlaceAsync("Omar Filali");
        await using var awa = await BoardAsync("agent@relais.demo");

        await DragAsync(awa.Page, number, OrderStatus.Cancelled);
        var drawer = awa.Page.Locator(".drawer");
        await drawer.GetByLabel("Motif").FillAsync("Doublon");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Annuler la commande" }).ClickAsync();

        await Expect(CardIn(awa.Page, OrderStatus.Cancelled, number)).ToBeVisibleAsync();
        await Expect(drawer).ToContainTextAsync("Doublon");
        await Expect(awa.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("commande="));
        await awa.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Keys_carry_a_card_to_the_next_column_that_takes_it()
    {
        var number = await PlaceAsync("Hind Alami");
        await using var awa = await BoardAsync("agent@relais.demo");

        await Link(awa.Page, number).FocusAsync();
        await awa.Page.Keyboard.PressAsync("Space");
        await awa.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(awa.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync($"{number} au-dessus de « En préparation »");
        await awa.Page.Keyboard.PressAsync("Space");

        await Expect(CardIn(awa.Page, OrderStatus.Preparing, number)).ToBeVisibleAsync();
        await Expect(Link(awa.Page, number)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Several_chosen_with_x_are_made_ready_at_once()
    {
        var (first, second) = (await PlaceAsync("Rita Un"), await PlaceAsync("Rita Deux"));
        await using var awa = await BoardAsync("agent@relais.demo");

        await Link(awa.Page, first).PressAsync("x");
        await Link(awa.Page, second).PressAsync("x");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Marquer prête" }).ClickAsync();

        await Expect(CardIn(awa.Page, OrderStatus.Ready, first)).ToBeVisibleAsync();
        await Expect(CardIn(awa.Page, OrderStatus.Ready, second)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_finger_that_rests_lifts_the_card()
    {
        var number = await PlaceAsync("Yasmina Doigt");
        await using var awa = await BoardAsync("agent@relais.demo", Browser.Phone);
        var card = CardIn(awa.Page, OrderStatus.Confirmed, number);
        await card.ScrollIntoViewIfNeededAsync();
        var box = (await card.BoundingBoxAsync())!;
        var touch = await awa.Page.Context.NewCDPSessionAsync(awa.Page);

        await TouchAsync(touch, "touchStart", box.X + 40, box.Y + 20);
        await Expect(awa.Page.Locator(".ghost")).ToBeVisibleAsync();
        // At the edge the board runs on under the finger until the next column is there.
        await TouchAsync(touch, "touchMove", 350, box.Y + 60);
        await Expect(awa.Page.Locator($"[data-status={OrderStatus.Preparing}]")).ToHaveAttributeAsync("data-over", "");
        await TouchAsync(touch, "touchEnd");

        await Expect(CardIn(awa.Page, OrderStatus.Preparing, number)).ToBeVisibleAsync();
        await awa.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_browser_opens_the_view_that_was_chosen_last()
    {
        await using var awa = await BoardAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/commandes");
        await Expect(awa.Page.Locator("[data-belt]")).ToBeVisibleAsync();

        await awa.Page.GetByRole(AriaRole.Link, new() { Name = "Liste", Exact = true }).ClickAsync();
        await Expect(Current(awa.Page)).ToHaveTextAsync("Liste");
        await awa.Page.WaitForFunctionAsync("localStorage.length === 0");
        await awa.Page.GotoAsync("/commandes");
        await Expect(Current(awa.Page)).ToHaveTextAsync("Liste");
        await Expect(awa.Page.Locator("[data-belt]")).ToHaveCountAsync(0);
    }

    private async Task<Browser.Person> BoardAsync(string email, Browser.Look? look = null)
    {
        var person = await browser.OpenAsync(app.Address, look);
        await person.SignInAsync(email);
        await person.Page.GotoAsync("/commandes/tableau");
        await Expect(person.Page.Locator("[data-keys=on] [data-belt]")).ToBeVisibleAsync();
        return person;
    }

    private async Task<string> PlaceAsync(string name)
    {
        var goods = (await app.Get<ShelfQueries>().FindAsync(Shop, "chaussettes")).MaxBy(goods => goods.Available)!;
        var (order, refusal) = await app.Get<NewOrders>().PlaceAsync(Awa, new(
            new(Guid.CreateVersion7()), OrderSource.Hand, "+212612999001", name, [new(goods.Variant, 1)],
            person => new(new(person, name), null, "Rabat", null, null, null, null), _ => null, null, null, IsConfirmed: true));
        Assert.Null(refusal);
        return order!.Number;
    }

    private static async Task DragAsync(IPage page, string number, OrderStatus to)
    {
        var (card, target) = (page.Locator($"[data-number={number}]"), page.Locator($"[data-status={to}]"));
        await Expect(card).ToBeVisibleAsync();
        var from = (await card.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 40, from.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 60, from.Y + 30);
        await target.EvaluateAsync("column => column.scrollIntoView({ inline: 'center' })");
        var box = (await target.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 80, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }

    private static async Task TouchAsync(ICDPSession touch, string type, float x = 0, float y = 0) => await touch.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type,
        ["touchPoints"] = type is "touchEnd" ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } },
    });

    private static ILocator CardIn(IPage page, OrderStatus status, string number) => page.Locator($"[data-status={status}] [data-number={number}]");

    private static ILocator Current(IPage page) => page.Locator(".views [aria-current=page]");

    private static ILocator Link(IPage page, string number) => page.Locator($"[data-number={number}] > a");
}
