using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Something said long ago is found, and the thread opens right there.</summary>
public sealed class SearchJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_find_opens_the_thread_at_what_was_said(bool onPhone)
    {
        var meta = app.Get<WhatsAppEmulator>();
        var phone = meta.Phone(DemoMode.NumberId, onPhone ? "+212655000777" : "+212655000778", onPhone ? "Imane Poche" : "Imane Bureau");
        await meta.WriteAsync(DemoMode.NumberId, phone, $"Je cherche une écharpe {(onPhone ? "turquoise" : "magenta")}");
        for (var n = 1; n <= 80; n++) await meta.WriteAsync(DemoMode.NumberId, phone, $"message {n}");

        await using var awa = await browser.OpenAsync(app.Address, onPhone ? Browser.Phone : Browser.Desktop);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await Expect(awa.Page.Locator(".inbox[data-keys]")).ToBeVisibleAsync();
        await Expect(awa.Page.Locator(".item", new() { HasText = "message 80" }).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await awa.Page.Locator("[data-search]").FillAsync(onPhone ? "echarpe turquoise" : "echarpes magenta");

        await Expect(awa.Page.Locator(".item")).ToHaveCountAsync(1);
        await Expect(awa.Page.Locator(".item mark").First).ToHaveTextAsync("écharpe");
        await awa.AssertAccessibleAsync();
        await awa.Page.Locator(".item").ClickAsync();
        await Expect(awa.Page.Locator(".bubble.found")).ToBeInViewportAsync();
        await Expect(awa.Page.Locator(".bubble.found")).ToContainTextAsync("Je cherche une écharpe");
        await awa.AssertAccessibleAsync();

        await awa.Page.Locator(".to-end").ClickAsync();
        await Expect(awa.Page.Locator(".bubble").Last).ToContainTextAsync("message 80");
        await Expect(awa.Page.Locator(".bubble").Last).ToBeInViewportAsync();
        awa.AssertNoErrors();
    }
}
