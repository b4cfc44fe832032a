using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>What was saved is said, and so is what could not be.</summary>
public sealed class SavingJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task Two_people_settle_the_same_page()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await using var again = await browser.OpenAsync(app.Address);
        foreach (var person in new[] { yasmine, again })
        {
            await person.SignInAsync("owner@relais.demo");
            await person.Page.GotoAsync("/reglages/organisation");
            await Expect(person.Page.Locator("#name")).ToBeVisibleAsync();
        }

        await SaveAsync(yasmine.Page, "#name", "Atlas Sneakers Casablanca");
        await Expect(yasmine.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "enregistré" })).ToBeVisibleAsync();
        await SaveAsync(again.Page, "#name", "Atlas Baskets");
        await Expect(again.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("entre-temps");
        await Expect(again.Page.Locator("#name")).ToHaveValueAsync("Atlas Baskets");

        await again.Page.GetByRole(AriaRole.Button, new() { Name = "Reprendre la version actuelle" }).ClickAsync();
        await Expect(again.Page.Locator("#name")).ToHaveValueAsync("Atlas Sneakers Casablanca");
        await SaveAsync(again.Page, "#name", "Atlas Sneakers");
        await Expect(again.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "enregistré" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_article_says_that_it_is_there()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/boutique/nouveau");
        await yasmine.Page.GetByLabel("Prix").First.FillAsync("499");
        await SaveAsync(yasmine.Page, "#title", "Chaussure du dimanche");

        await Expect(yasmine.Page).Not.ToHaveURLAsync(new Regex("/nouveau$"));
        await Expect(yasmine.Page.Locator("#photo")).ToBeVisibleAsync();
        await Expect(yasmine.Page.GetByText("Enregistré. L’IA le sait déjà.")).ToBeVisibleAsync();
    }

    private static async Task SaveAsync(IPage page, string field, string text)
    {
        await page.Locator(field).FillAsync(text);
        await page.Locator(field).BlurAsync();
        await page.Locator("main form button[type=submit]").ClickAsync();
    }
}
