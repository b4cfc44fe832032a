using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>From the list to the person, and everything that happened with them.</summary>
public sealed class ContactJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_contact_is_found_completed_tagged_and_taken_off_the_messages(bool onPhone)
    {
        await using var awa = await browser.OpenAsync(app.Address, onPhone ? Browser.Phone : Browser.Desktop);
        await awa.SignInAsync("owner@relais.demo");
        await awa.Page.GotoAsync("/contacts");
        await awa.Page.GetByRole(AriaRole.Searchbox).FillAsync("yasine");
        await awa.Page.GetByRole(AriaRole.Link, new() { Name = "Yassine Kabbaj" }).ClickAsync();
        await Expect(awa.Page.GetByRole(AriaRole.Heading, new() { Name = "Yassine Kabbaj", Level = 1 })).ToBeVisibleAsync();

        await awa.Page.GetByLabel("Ville").FillAsync(onPhone ? "Rabat" : "Tanger");
        await awa.Page.GetByLabel("Langue", new() { Exact = true }).And(awa.Page.GetByRole(AriaRole.Combobox)).SelectOptionAsync("ary");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(awa.Page.GetByText("C’est enregistré.")).ToBeVisibleAsync();

        var tag = onPhone ? "Fidèle" : "Grossiste";
        await awa.Page.GetByPlaceholder("Ajouter une étiquette").FillAsync(tag);
        await awa.Page.Keyboard.PressAsync("Enter");
        await Expect(awa.Page.Locator(".story")).ToContainTextAsync(tag);

        await awa.Page.GetByPlaceholder("Écrire une note pour l’équipe").FillAsync("Préfère être livré le soir");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Garder la note" }).ClickAsync();
        await Expect(awa.Page.Locator(".story li").First).ToContainTextAsync("Préfère être livré le soir");

        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Ne plus lui écrire" }).ClickAsync();
        await Expect(awa.Page.Locator(".chip.bad")).ToHaveTextAsync("Ne veut plus de messages");
        await awa.AssertAccessibleAsync();
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Réabonner" }).First.ClickAsync();
        await awa.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Réabonner" }).ClickAsync();
        await Expect(awa.Page.Locator(".chip.good")).ToHaveTextAsync("Accepte les messages");

        var download = await awa.Page.RunAndWaitForDownloadAsync(() => awa.Page.GetByRole(AriaRole.Link, new() { Name = "Exporter" }).ClickAsync());
        var json = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.Contains("Yassine Kabbaj", json, StringComparison.Ordinal);
        Assert.Contains("Préfère être livré le soir", json, StringComparison.Ordinal);
        Assert.Contains(tag, json, StringComparison.Ordinal);
        awa.AssertNoErrors();
    }

    [Fact]
    public async Task A_field_of_the_shops_own_is_on_every_contact()
    {
        await using var karim = await browser.OpenAsync(app.Address);
        await karim.SignInAsync("admin@relais.demo");
        await karim.Page.GotoAsync("/reglages/champs");
        await karim.Page.GetByRole(AriaRole.Button, new() { Name = "Nouveau champ" }).ClickAsync();
        await karim.Page.GetByLabel("Nom du champ").FillAsync("Style");
        await karim.Page.GetByLabel("Genre").SelectOptionAsync("Choice");
        await karim.Page.GetByLabel("Choix possibles, un par ligne").FillAsync("Ville\nSport");
        await karim.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(karim.Page.GetByText("C’est enregistré.")).ToBeVisibleAsync();
        await karim.AssertAccessibleAsync();

        await karim.Page.GotoAsync("/inbox");
        await karim.Page.Locator(".item", new() { HasText = "Fatou Diop" }).ClickAsync();
        await karim.Page.GetByRole(AriaRole.Link, new() { Name = "Voir la fiche" }).ClickAsync();
        await karim.Page.GetByLabel("Style").SelectOptionAsync("Sport");
        await karim.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(karim.Page.GetByText("C’est enregistré.")).ToBeVisibleAsync();
        await karim.Page.ReloadAsync();
        await Expect(karim.Page.GetByLabel("Style")).ToHaveValueAsync("Sport");
        karim.AssertNoErrors();
    }
}
