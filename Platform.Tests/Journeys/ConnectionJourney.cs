using System.Security.Cryptography;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>The app is killed under an open page and comes back.</summary>
public sealed class ConnectionJourney(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task The_page_stays_readable_says_so_and_goes_on_where_it_was()
    {
        var owner = await Server.CreateDatabaseAsync();
        (string, string)[] settings =
        [
            ("ConnectionStrings__Platform", owner), ("PLATFORM_ROOT_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            ("PLATFORM_DEMO", "true"), ("PLATFORM_DEMO_ASSISTANT", "off"), ("PLATFORM_DEMO_CARRIER", "off"), ("PLATFORM_DEMO_PAST", "off"), ("PLATFORM_DRAIN_SECONDS", "0"), ("ASPNETCORE_ENVIRONMENT", "Development"),
        ];
        var first = await AppProcess.StartAsync(settings);
        await using var awa = await browser.OpenAsync(first.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await awa.Page.Locator(".item", new() { HasText = "Fatou Diop" }).ClickAsync();
        await Expect(awa.Page.Locator(".bubble").Last).ToBeVisibleAsync();
        var place = awa.Page.Url;

        await awa.Page.EvaluateAsync("() => { window.isOfTheFirst = true; }");
        first.Kill();

        await Expect(awa.Page.Locator(".connection.lost")).ToBeVisibleAsync();
        await Expect(awa.Page.Locator(".bubble").Last).ToBeVisibleAsync();

        using (await AppProcess.StartAsync([.. settings, ("PLATFORM_URLS", first.Address.ToString())]))
        {
            await awa.Page.WaitForFunctionAsync("() => !window.isOfTheFirst", null, new() { Timeout = 30_000 });
            await Expect(awa.Page.Locator(".inbox[data-keys=on] .composer textarea")).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await Expect(awa.Page.Locator(".connection.lost")).ToBeHiddenAsync();
            Assert.Equal(place, awa.Page.Url);
            await awa.Page.Locator(".composer textarea").FillAsync("Nous revoilà.");
            await awa.Page.Keyboard.PressAsync("Enter");
            await Expect(awa.Page.Locator(".bubble.ours").Last).ToContainTextAsync("Nous revoilà.");
        }

        first.Dispose();
        await Server.DropDatabaseAsync(owner);
    }
}
