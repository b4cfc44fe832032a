using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>The database is away for a moment while somebody saves: they read so beside what they typed, and press once more.</summary>
public sealed class AwayJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Theory]
    [InlineData("alertes")]
    [InlineData("livraison")]
    [InlineData("relances")]
    public async Task What_cannot_be_saved_now_is_said_in_sight_and_saved_by_the_next_press(string settings)
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync($"/reglages/{settings}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var save = yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).First;
        await save.ScrollIntoViewIfNeededAsync();

        await using (await Server.TakeAwayAsync(app.Owner))
        {
            await save.ClickAsync();
            await Expect(yasmine.Page.GetByText("Rien n’est perdu")).ToBeInViewportAsync();
        }

        await save.ClickAsync();
        await Expect(yasmine.Page.GetByText("Enregistré", new() { Exact = false }).First).ToBeInViewportAsync();
        await Expect(yasmine.Page.GetByText("Rien n’est perdu")).ToHaveCountAsync(0);
        yasmine.AssertNoErrors();
    }
}
