using Microsoft.Playwright;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Yasmine connects a number: the one she also uses in the app of her phone, and one that has a PIN already.</summary>
public sealed class ConnectingJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task Her_address_book_and_her_talks_come_along_and_nobody_is_answered_for_the_past()
    {
        await using var yasmine = await BeginAsync();
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Accepter", Exact = true }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("connecté");

        await yasmine.Page.GotoAsync("/contacts");
        await Expect(yasmine.Page.GetByText("Grossiste Derb Omar").First).ToBeVisibleAsync();

        await yasmine.Page.GotoAsync("/inbox");
        await yasmine.Page.Locator(".item", new() { HasText = "Hind Alami" }).ClickAsync();
        await Expect(yasmine.Page.GetByText("Salam, vous avez encore la Gazelle en 38 ?").Last).ToBeVisibleAsync();
        await Expect(yasmine.Page.Locator(".bubble.ours").Last).ToContainTextAsync("Oui, il en reste deux");
        await yasmine.AssertAccessibleAsync();
        Assert.Equal("0", await app.TextAsync("select count(*) from mt_events e join inbox i on i.conversation = e.stream_id where i.phone like '+21266188%' and e.type = 'reply_queued'"));
        Assert.Equal("True", await app.TextAsync("select keeps_phone_app from channels order by created_at desc limit 1"));

        // What she writes on her phone from now on stands in the thread.
        var number = await app.TextAsync("select external_id from channels where keeps_phone_app order by created_at desc limit 1");
        var meta = app.Get<WhatsAppEmulator>();
        await meta.EchoAsync(number, meta.Phone(number, "+212661880001", "Hind Alami"), "À samedi, Hind !");
        await Expect(yasmine.Page.Locator(".bubble.ours").Last).ToContainTextAsync("À samedi, Hind !");
        yasmine.AssertNoErrors();
    }

    [Theory]
    [InlineData("Annuler", "Vous avez fermé la fenêtre de Meta")]
    [InlineData("Refus de Meta", "Meta a refusé cette entreprise")]
    [InlineData("Accepter sans les autorisations", "Il manque une autorisation")]
    public async Task Every_other_end_is_said_on_the_page_and_connects_nothing(string answer, string told)
    {
        var before = await app.TextAsync("select count(*) from channels");
        await using var yasmine = await BeginAsync();
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = answer, Exact = true }).ClickAsync();

        await Expect(yasmine.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync(told);
        await yasmine.AssertAccessibleAsync();
        Assert.Equal(before, await app.TextAsync("select count(*) from channels"));
    }

    [Fact]
    public async Task When_the_past_is_not_handed_over_the_number_works_and_the_page_says_so()
    {
        var meta = app.Get<WhatsAppEmulator>();
        var before = int.Parse(await app.TextAsync("select count(*) from channels"), System.Globalization.CultureInfo.InvariantCulture);
        await using var yasmine = await BeginAsync();
        meta.PhonesAreMute = true;
        try
        {
            await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Accepter", Exact = true }).ClickAsync();
            await Expect(yasmine.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Le numéro est connecté, mais son carnet d’adresses");
        }
        finally
        {
            meta.PhonesAreMute = false;
        }

        Assert.Equal($"{before + 1}", await app.TextAsync("select count(*) from channels where state = 'Live'"));
    }

    [Fact]
    public async Task A_number_that_has_a_pin_asks_for_it_on_its_card()
    {
        await using var yasmine = await BeginAsync(keepsPhoneApp: false);
        await yasmine.Page.GetByLabel("Numéro").FillAsync("+212522111777");
        await yasmine.Page.GetByLabel("Son code PIN").FillAsync("246810");
        await yasmine.AssertAccessibleAsync();
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Accepter", Exact = true }).ClickAsync();

        var card = yasmine.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = "5 22 11 17 77" });
        await Expect(card).ToContainTextAsync("À réparer");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Reprendre" })).ToHaveCountAsync(0);
        await card.GetByLabel("Code PIN du numéro").FillAsync("111111");
        await card.GetByRole(AriaRole.Button, new() { Name = "Mettre en service" }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("n’est pas le bon");
        await yasmine.AssertAccessibleAsync();

        await card.GetByLabel("Code PIN du numéro").FillAsync("246 810");
        await card.GetByRole(AriaRole.Button, new() { Name = "Mettre en service" }).ClickAsync();
        await Expect(card).ToContainTextAsync("En service");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Envoyer un essai" })).ToBeVisibleAsync();
        yasmine.AssertNoErrors();
    }

    [Fact]
    public async Task What_cannot_be_an_address_or_a_number_is_said_beside_the_field_and_nothing_is_lost()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/reglages/canaux");
        await FillAsync(yasmine, "wati", ("name", "Boutique"), ("server", "wati.io"), ("tenant", "1234"), ("token", "un-jeton"));
        await Expect(yasmine.Page.Locator("details", new() { Has = yasmine.Page.Locator("#wati-server") }).GetByRole(AriaRole.Alert)).ToContainTextAsync("l’adresse du serveur en entier");

        await FillAsync(yasmine, "twilio", ("name", "Boutique"), ("number", "0612"), ("account", "AC12"), ("token", "un-jeton"));
        await Expect(yasmine.Page.Locator("details", new() { Has = yasmine.Page.Locator("#twilio-number") }).GetByRole(AriaRole.Alert)).ToContainTextAsync("avec son indicatif");
        await Expect(yasmine.Page.Locator("#wati-token")).ToHaveValueAsync("un-jeton");
        await yasmine.AssertAccessibleAsync();
    }

    private static async Task FillAsync(Browser.Person person, string provider, params (string Field, string Value)[] fields)
    {
        var form = person.Page.Locator("details", new() { Has = person.Page.Locator($"#{provider}-name") });
        await form.Locator("summary").ClickAsync();
        foreach (var (field, value) in fields) await form.Locator($"#{provider}-{field}").FillAsync(value);
        await form.GetByRole(AriaRole.Button).ClickAsync();
    }

    private async Task<Browser.Person> BeginAsync(bool keepsPhoneApp = true)
    {
        var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/reglages/canaux");
        await Expect(yasmine.Page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        if (keepsPhoneApp)
        {
            var keeps = yasmine.Page.GetByLabel("Je garde aussi l’application");
            await keeps.CheckAsync();
            await Expect(keeps).ToBeCheckedAsync();
        }

        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Connecter mon WhatsApp Business" }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Heading, new() { Name = "Connecter votre compte WhatsApp" })).ToBeVisibleAsync();
        return yasmine;
    }
}
