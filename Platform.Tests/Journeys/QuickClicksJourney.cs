using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Who clicks on before a page has its scripts gets the page they asked for, and no failure of the one they left.</summary>
public sealed class QuickClicksJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Theory]
    [InlineData("Composer")]
    [InlineData("ThreadPane")]
    public async Task A_script_that_comes_after_its_chat_was_left_is_no_failure_of_the_contacts_page(string late)
    {
        var isLeft = new TaskCompletionSource();
        await using var karim = await browser.OpenAsync(app.Address);
        await karim.SignInAsync("admin@relais.demo");
        await karim.Page.RouteAsync($"**/Conversations/{late}.razor.js", async route =>
        {
            await isLeft.Task;
            await route.ContinueAsync();
        });

        await karim.Page.GotoAsync("/inbox");
        var asked = karim.Page.WaitForRequestAsync($"**/Conversations/{late}.razor.js");
        await karim.Page.Locator(".item").First.ClickAsync();
        await asked;
        await karim.Page.GetByRole(AriaRole.Link, new() { Name = "Voir la fiche" }).ClickAsync();
        await Expect(karim.Page.Locator("#contact-name")).ToBeVisibleAsync();

        var came = karim.Page.WaitForResponseAsync($"**/Conversations/{late}.razor.js");
        isLeft.SetResult();
        await came;

        // What the server hears of the script comes before this.
        await karim.Page.Locator("#contact-name").FillAsync("Reste là");
        await karim.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(karim.Page.GetByText("C’est enregistré.")).ToBeVisibleAsync();
        await Expect(karim.Page.GetByText("n’a pas pu s’afficher")).ToHaveCountAsync(0);
    }
}
