using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Tests.Journeys;
using Platform.Web.Assistant;
using Platform.Web.Identity;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Assistant;

/// <summary>A seller tries the assistant, has it serve simulated customers, and answers for what they save against their verdict.</summary>
public sealed class PublishingTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    [Fact]
    public async Task Failing_scenes_keep_settings_back_until_somebody_answers_for_them()
    {
        await using var owner = await browser.OpenAsync(app.Address, Browser.Desktop, "fr-MA", isDark: false);
        await owner.SignInAsync("owner@relais.demo");
        var page = owner.Page;
        await page.GotoAsync("/reglages/assistant");

        await page.GetByLabel("Votre message").FillAsync("je veux parler à un humain svp");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Envoyer" }).ClickAsync();
        await Expect(page.GetByText("Passe la main").First).ToBeVisibleAsync();
        Assert.Equal("0", await app.TextAsync("select count(*) from assistant_turns"));

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Prendre les scènes prêtes" }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Jouer les scènes" }).ClickAsync();
        await Expect(page.GetByText("Réussie")).ToHaveCountAsync(6);

        var scenes = app.Get<Scenes>();
        var fee = (await scenes.ListAsync(Shop)).Single(scene => scene.Title == "Demande les frais de livraison");
        fee.Words = "la livraison est offerte partout";
        Assert.Null(await scenes.SaveAsync(new Actor(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7()), fee));
        await page.ReloadAsync();
        await page.GetByLabel("L’IA répond à mes clients").CheckAsync();
        await page.GetByLabel("Son nom").FillAsync("Zineb");
        await page.Locator("form.card button[type=submit]").First.ClickAsync();
        await Expect(page.GetByText("Scènes qui échouent avec ces réglages : 1")).ToBeVisibleAsync();
        Assert.NotEqual("Zineb", (await app.Get<AssistantDesk>().SettingsAsync(Shop)).Name);
        await owner.AssertAccessibleAsync();

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Enregistrer quand même" }).ClickAsync();
        await Expect(page.GetByText("en tient compte")).ToBeVisibleAsync();
        Assert.Equal("Zineb", (await app.Get<AssistantDesk>().SettingsAsync(Shop)).Name);
        Assert.Equal("Demande les frais de livraison", await app.TextAsync("select about from audit where kind = 'ScenesOverridden'"));
    }
}
