using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.Domain.EventSourcing;
using Platform.Web.Assistant;
using Platform.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Aminata buys a boubou in Dakar: the assistant sells it, she pays by Orange Money on her telephone, Modou brings it, and the invoice is in her chat.</summary>
public sealed class DakarJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_second_shop_of_the_demo_is_played_up_to_the_payment_and_the_invoice()
    {
        var settings = await app.Get<AssistantDesk>().SettingsAsync(DemoLine.Dakar.Shop);
        settings.IsOn = true;
        Assert.Null(await app.Get<AssistantDesk>().SaveAsync(Actor.System(DemoLine.Dakar.Shop), settings));

        await using var demo = await browser.OpenAsync(app.Address);
        await demo.Page.GotoAsync("/demo");
        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Dakar Mode" }).ClickAsync();
        var (aminata, modou) = (demo.Page.Locator(".hand").First, demo.Page.Locator(".hand").Last);
        await Expect(aminata.Locator("header")).ToContainTextAsync("Dakar Mode");
        await demo.AssertAccessibleAsync();

        await SayAsync(aminata, "Bonjour, vous avez le boubou brodé blanc en L ?", "25 000 FCFA");
        await SayAsync(aminata, "Dakar, Mermoz, 12 rue MZ-10", "Quand vous livrer");
        await SayAsync(aminata, "demain matin", "Total");
        await SayAsync(aminata, "oui", "CMD-");
        await modou.GetByRole(AriaRole.Button, new() { Name = "Je prends" }).ClickAsync();

        await SayAsync(aminata, "Je veux payer par Orange Money", "26 500 FCFA");
        var link = await aminata.Locator(".theirs", new() { HasText = "/payer/" }).GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await using var phone = await browser.OpenAsync(app.Address, Browser.Phone);
        await phone.Page.GotoAsync(link!);
        await phone.AssertAccessibleAsync();
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Payer avec Orange Money" }).ClickAsync();
        await Expect(phone.Page.Locator("[data-amount]")).ToHaveTextAsync(new Regex("26.500 XOF"));
        await phone.Page.Locator("button.yes").ClickAsync();
        await Expect(phone.Page.GetByText("C’est payé, merci !")).ToBeVisibleAsync();
        await Expect(aminata.Locator(".theirs", new() { HasText = "Paiement reçu" })).ToBeVisibleAsync(new() { Timeout = 20_000 });

        foreach (var press in new[] { "Colis récupéré", "Je pars", "Livré" }) await modou.GetByRole(AriaRole.Button, new() { Name = press, Exact = true }).Last.ClickAsync();
        var code = await app.TextAsync($"select d.code from order_deliveries d where d.organisation_id = '{DemoLine.Dakar.Shop.Value}'");
        await SayAsync(modou, code, "livr");
        await Expect(aminata.Locator(".theirs", new() { HasText = "facture F-" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        demo.AssertNoErrors();
        phone.AssertNoErrors();
    }

    private static async Task SayAsync(ILocator hand, string words, string answer)
    {
        await hand.GetByRole(AriaRole.Textbox).FillAsync(words);
        await hand.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Expect(hand.Locator(".theirs").Last).ToContainTextAsync(new Regex(answer.Replace(" ", @"\s", StringComparison.Ordinal), RegexOptions.IgnoreCase), new() { Timeout = 20_000 });
    }
}
