using Microsoft.Playwright;
using Platform.Domain.Deliveries;
using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;
using Platform.Tests.Deliveries;
using Platform.Web.Deliveries;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>The owner connects who carries parcels; nobody is left, Glovo comes, and everybody sees it.</summary>
public sealed class CarrierJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task What_no_courier_takes_goes_with_Glovo_from_the_settings_to_the_door()
    {
        var glovo = app.Get<GlovoEmulator>();
        var account = glovo.Register("atlas");
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/reglages/transporteurs");
        var card = Card(yasmine, "glovo");
        await card.Locator("summary").ClickAsync();
        await card.GetByLabel("Identifiant client").FillAsync(account["client_id"]);
        await card.GetByLabel("Clé secrète").FillAsync("fausse");
        await card.GetByLabel("Encaissement").SelectOptionAsync("yes");
        await card.GetByRole(AriaRole.Button, new() { Name = "Connecter Glovo" }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ne sont plus acceptés");
        await yasmine.AssertAccessibleAsync();
        await card.GetByLabel("Clé secrète").FillAsync(account["client_secret"]);
        await card.GetByRole(AriaRole.Button, new() { Name = "Connecter Glovo" }).ClickAsync();
        await Expect(card.GetByText("Prêt")).ToBeVisibleAsync();
        await yasmine.Page.GetByLabel("Transporteur à solliciter").SelectOptionAsync("glovo");
        await yasmine.Page.GetByLabel("Le solliciter automatiquement").CheckAsync();
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).First.ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Status).First).ToHaveTextAsync("Enregistré.");
        await yasmine.AssertAccessibleAsync();

        await yasmine.Page.GotoAsync("/livraisons");
        var parcel = await new Road(app, "Larache").OrderAsync();
        await parcel.IsAsync(DeliveryStage.Assigned);
        var row = await parcel.RowAsync();
        var delivery = yasmine.Page.Locator(".delivery", new() { HasText = row.Number });
        await Expect(delivery).ToContainTextAsync("CREATED");
        await yasmine.AssertAccessibleAsync();

        var booked = glovo.Depot.Find(row.Reference!, "atlas")!;
        await glovo.Depot.MoveAsync(booked, "ACCEPTED");
        await Expect(delivery).ToContainTextAsync("Brahim");
        await glovo.Depot.MoveAsync(booked, "PICKED");
        await Expect(delivery).ToContainTextAsync("En route");

        await using var salma = await browser.OpenAsync(app.Address, Browser.Phone);
        await salma.Page.GotoAsync(app.Get<DeliveryLinks>().TrackingOf(Road.Shop, parcel.Delivery));
        await Expect(salma.Page.Locator(".driver")).ToContainTextAsync("Brahim · Glovo");
        await Expect(salma.Page.Locator(".give")).ToHaveCountAsync(0);
        await salma.AssertAccessibleAsync();

        await glovo.Depot.MoveAsync(booked, "DELIVERED");
        await Expect(delivery).ToContainTextAsync("Livrée");
        await yasmine.Page.GotoAsync("/livreurs");
        await yasmine.Page.GetByRole(AriaRole.Link, new() { Name = "Glovo" }).ClickAsync();
        await Expect(yasmine.Page.Locator(".holds")).ToContainTextAsync("979,00");
        await yasmine.AssertAccessibleAsync();
        yasmine.AssertNoErrors();
        salma.AssertNoErrors();
    }

    [Fact]
    public async Task The_owner_says_once_which_city_is_which()
    {
        var account = app.Get<SenditEmulator>().Register("atlas");
        await using var yasmine = await browser.OpenAsync(app.Address, Browser.Phone, isDark: true);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/reglages/transporteurs");
        var card = Card(yasmine, "sendit");
        await card.Locator("summary").ClickAsync();
        await card.GetByLabel("Clé publique").FillAsync(account["public_key"]);
        await card.GetByLabel("Clé secrète").FillAsync(account["secret_key"]);
        await card.GetByLabel("Le client peut ouvrir").SelectOptionAsync("yes");
        await card.GetByRole(AriaRole.Button, new() { Name = "Connecter Sendit" }).ClickAsync();
        await Expect(card.GetByText("Lieu de retrait à choisir")).ToBeVisibleAsync();
        await card.GetByLabel("Où le colis est retiré").SelectOptionAsync("1");
        await Expect(card.GetByText("Prêt")).ToBeVisibleAsync();
        await Expect(card.GetByText("à relier")).ToBeVisibleAsync();
        await Expect(card.GetByLabel("Rabat", new() { Exact = true })).ToHaveValueAsync("42");
        await card.GetByLabel("Casablanca", new() { Exact = true }).SelectOptionAsync("2");
        await yasmine.AssertAccessibleAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Status).First).ToHaveTextAsync("Enregistré.");

        await yasmine.Page.ReloadAsync();
        await Card(yasmine, "sendit").Locator("summary").First.ClickAsync();
        await Expect(card.GetByLabel("Casablanca", new() { Exact = true })).ToHaveValueAsync("2");
        yasmine.AssertNoErrors();
    }

    [Fact]
    public async Task On_the_demo_a_text_is_answered_and_a_call_is_taken()
    {
        await using var visitor = await browser.OpenAsync(app.Address);
        await visitor.Page.GotoAsync("/demo");
        var hand = visitor.Page.Locator(".hand").Nth(1);
        await hand.Locator("select").SelectOptionAsync("+212661700105");
        var texted = await new Road(app, "Meknès").OrderAsync();
        await Expect(hand.Locator(".theirs").Last).ToContainTextAsync("Répondez");
        var words = await hand.Locator(".theirs").Last.TextContentAsync() ?? "";
        await visitor.AssertAccessibleAsync();
        await hand.GetByRole(AriaRole.Textbox).FillAsync(System.Text.RegularExpressions.Regex.Match(words, "Répondez (\\d{3})").Groups[1].Value);
        await hand.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await texted.IsAsync(DeliveryStage.Assigned);
        await Expect(hand.Locator(".theirs").Last.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("/course/"));

        await hand.Locator("select").SelectOptionAsync("+212661700106");
        var called = await new Road(app, "Kénitra").OrderAsync();
        await hand.GetByRole(AriaRole.Button, new() { Name = "Décrocher" }).ClickAsync();
        await Expect(hand.Locator(".spoken")).ToContainTextAsync("Tapez 1");
        await visitor.AssertAccessibleAsync();
        await hand.GetByRole(AriaRole.Button, new() { Name = "1", Exact = true }).ClickAsync();
        await Expect(hand.Locator(".spoken").Last).ToContainTextAsync("C'est pour vous");
        await called.IsAsync(DeliveryStage.Assigned);
        visitor.AssertNoErrors();
    }

    private static ILocator Card(Browser.Person person, string carrier) => person.Page.Locator($"article[aria-labelledby=carrier-{carrier}]");
}
