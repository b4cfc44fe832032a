using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Who clicks on before a page has its scripts gets the page they asked for, and no failure of the one they left.</summary>
public sealed class QuickClicksJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_chat_left_at_once_for_its_contact_leaves_nothing_behind()
    {
        await using var karim = await browser.OpenAsync(app.Address);
        await karim.SignInAsync("admin@relais.demo");

        // Its script comes late, as on a slow line.
        await karim.Page.RouteAsync("**/Conversations/*.razor.js", async route =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(150));
            await route.ContinueAsync();
        });

        for (var i = 0; i < 4; i++)
        {
            await karim.Page.GotoAsync("/inbox");
            await karim.Page.Locator(".item").Nth(i).ClickAsync();
            await karim.Page.GetByRole(AriaRole.Link, new() { Name = "Voir la fiche" }).ClickAsync();
            await Expect(karim.Page.Locator("#contact-name")).ToBeVisibleAsync();
            await Expect(karim.Page.GetByText("n’a pas pu s’afficher")).ToHaveCountAsync(0);
        }
    }
}
