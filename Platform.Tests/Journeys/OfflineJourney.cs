using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Without the network a page says so in the person's language, and they come back to where they were.</summary>
public sealed class OfflineJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Theory]
    [InlineData("fr-MA", "Pas de connexion")]
    [InlineData("ar-MA", "لا يوجد اتصال")]
    public async Task A_page_that_cannot_be_reached_is_stood_in_for_until_it_can(string language, string title)
    {
        await using var line = new Cable(app.Address);
        await using var awa = await browser.OpenAsync(line.Address, Browser.Phone, language, keepsPages: true);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/commandes");
        await awa.Page.EvaluateAsync("navigator.serviceWorker.ready");

        await line.CutAsync();
        await awa.Page.ReloadAsync();
        await Expect(awa.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await awa.AssertAccessibleAsync();

        line.Mend();
        await Expect(awa.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        Assert.EndsWith("/commandes", awa.Page.Url, StringComparison.Ordinal);
    }
}
