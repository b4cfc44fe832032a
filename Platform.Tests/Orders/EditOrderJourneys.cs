using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.Tests.Deliveries;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Orders;

/// <summary>Two people correct one order at the same time.</summary>
public sealed class EditOrderJourneys(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private static readonly Regex Editing = new("/modifier$");

    [Fact]
    public async Task Who_saves_second_is_told_and_takes_nothing_back()
    {
        var address = $"/commandes/{(await new Road(app, "Azrou").OrderAsync()).Order.Value}/modifier";
        await using var yasmine = await browser.OpenAsync(app.Address);
        await using var awa = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await awa.SignInAsync("agent@relais.demo");
        await yasmine.Page.GotoAsync(address);
        await awa.Page.GotoAsync(address);
        await Expect(awa.Page.Locator("#address")).ToBeVisibleAsync();

        await SaveAsync(yasmine.Page, "#quarter", "Gauthier");
        await Expect(yasmine.Page).Not.ToHaveURLAsync(Editing);
        await SaveAsync(awa.Page, "#address", "4 rue des Orangers");
        await Expect(awa.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("entre-temps");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Reprendre la version actuelle" }).ClickAsync();
        await Expect(awa.Page.Locator("#quarter")).ToHaveValueAsync("Gauthier");

        await SaveAsync(awa.Page, "#address", "4 rue des Orangers");
        await Expect(awa.Page).Not.ToHaveURLAsync(Editing);
        await Expect(awa.Page.GetByText("4 rue des Orangers").First).ToBeVisibleAsync();
    }

    private static async Task SaveAsync(IPage page, string field, string text)
    {
        await page.Locator(field).FillAsync(text);
        await page.Locator(field).BlurAsync();
        await page.Locator("main form button[type=submit]").ClickAsync();
    }
}
