using Microsoft.Playwright;
using Platform.Tests.Payments;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Awa asks for the money of an order, the customer pays on a telephone, and Awa's page says so.</summary>
public sealed class PaymentJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task What_is_asked_for_in_the_chat_is_paid_there_and_seen_without_a_reload()
    {
        var atlas = PaymentShop.Atlas(app);
        await using var phone = await browser.OpenAsync(app.Address);
        await phone.Page.GotoAsync("/demo");
        var hand = phone.Page.Locator(".hand").First;
        await hand.GetByRole(AriaRole.Textbox).FillAsync("Je préfère payer maintenant");
        await hand.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        var order = await atlas.OrderAsync(949.50m, await atlas.ChatAsync("Salma Bennani"));

        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync($"/inbox/{order.Conversation}");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Demander le paiement" }).ClickAsync();
        await Expect(awa.Page.GetByText("Lien valable encore")).ToBeVisibleAsync();
        await awa.AssertAccessibleAsync();
        await awa.Page.GotoAsync($"/commandes/{order.Id}");
        await Expect(awa.Page.GetByLabel("Lien du client")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/payer/"));
        await awa.AssertAccessibleAsync();

        await Expect(hand.Locator(".theirs").Last).ToContainTextAsync("/payer/");
        await using var customer = await browser.OpenAsync(app.Address, Browser.Phone);
        var tapped = await hand.Locator(".theirs").Last.GetByRole(AriaRole.Link).GetAttributeAsync("href");
        Assert.Equal(await awa.Page.GetByLabel("Lien du client").InputValueAsync(), tapped);
        await customer.Page.GotoAsync(tapped!);
        await Expect(customer.Page.Locator("h1")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("949,50"));
        await customer.AssertAccessibleAsync();
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Payer avec Stripe" }).ClickAsync();

        await Expect(customer.Page.Locator("[data-amount]")).ToHaveTextAsync("949,5 MAD");
        await customer.AssertAccessibleAsync();
        await customer.Page.Locator("button.yes").ClickAsync();

        await Expect(customer.Page.GetByText("C’est payé, merci !")).ToBeVisibleAsync();
        await customer.AssertAccessibleAsync();
        await Expect(awa.Page.GetByText("Payé avec Stripe")).ToBeVisibleAsync();
        await Expect(awa.Page.GetByRole(AriaRole.Button, new() { Name = "Demander le paiement" })).ToBeHiddenAsync();
        await Expect(hand.Locator(".theirs").Last).ToContainTextAsync("Paiement reçu");
        awa.AssertNoErrors();
        customer.AssertNoErrors();
    }

    [Fact]
    public async Task An_owner_connects_a_gateway_tries_it_and_pauses_it()
    {
        await using var moussa = await browser.OpenAsync(app.Address);
        await moussa.SignInAsync("dakar@relais.demo");
        await moussa.Page.GotoAsync("/reglages/paiements");
        var wave = moussa.Page.Locator("article", new() { HasText = "Le lien ouvre l’application Wave" });
        await Expect(wave.GetByText("En service")).ToBeVisibleAsync();
        await moussa.AssertAccessibleAsync();

        var mollie = moussa.Page.Locator("article", new() { HasText = "iDEAL" });
        await mollie.Locator("summary").ClickAsync();
        await mollie.GetByLabel("Clé API").FillAsync("test_wrong");
        await mollie.GetByRole(AriaRole.Button, new() { Name = "Connecter Mollie" }).ClickAsync();
        await Expect(moussa.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("identifiants");

        await wave.GetByRole(AriaRole.Button, new() { Name = "Faire un paiement d’essai" }).ClickAsync();
        var link = await moussa.Page.GetByRole(AriaRole.Link, new() { Name = "Ouvrir la page de paiement" }).GetAttributeAsync("href");
        await wave.GetByRole(AriaRole.Button, new() { Name = "Mettre en pause" }).ClickAsync();
        await Expect(wave.GetByText("En pause")).ToBeVisibleAsync();

        await using var customer = await browser.OpenAsync(app.Address, Browser.Phone);
        await customer.Page.GotoAsync(link!);
        await Expect(customer.Page.GetByRole(AriaRole.Link, new() { Name = "Payer avec Orange Money" })).ToBeVisibleAsync();
        await Expect(customer.Page.GetByRole(AriaRole.Link, new() { Name = "Payer avec Wave" })).ToBeHiddenAsync();
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Payer avec Orange Money" }).ClickAsync();
        await customer.Page.Locator("button.yes").ClickAsync();
        await Expect(customer.Page.GetByText("C’est payé, merci !")).ToBeVisibleAsync();

        await moussa.Page.GotoAsync("/paiements");
        await Expect(moussa.Page.GetByRole(AriaRole.Row, new() { Name = "Essai" }).GetByText("Payé")).ToBeVisibleAsync();
        await moussa.AssertAccessibleAsync();
        moussa.AssertNoErrors();
    }
}
