using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Channels;
using Platform.Web.Demo;
using Platform.Web.Identity;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Yasmine has texts approved; Awa writes with one to a customer who has been silent.</summary>
public sealed class TemplateJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private WhatsAppEmulator Meta => app.Get<WhatsAppEmulator>();

    [Fact]
    public async Task A_ready_made_text_and_one_of_her_own_are_approved_and_a_silent_customer_hears_from_the_shop()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/reglages/canaux");
        await yasmine.Page.GetByRole(AriaRole.Link, new() { Name = "Modèles", Exact = true }).First.ClickAsync();

        await yasmine.Page.GetByText("Textes prêts à l’emploi").ClickAsync();
        await yasmine.AssertAccessibleAsync();
        var sale = yasmine.Page.Locator("#new_sale");
        await sale.GetByRole(AriaRole.Button, new() { Name = "Faire accepter « Nouvelle vente »" }).ClickAsync();
        await Expect(sale.GetByText("Darija · accepté")).ToBeVisibleAsync();
        await Expect(sale.GetByRole(AriaRole.Button, new() { Name = "Faire accepter « Nouvelle vente »" })).ToHaveCountAsync(0);
        await Expect(yasmine.Page.GetByText("retour_en_stock").First).ToBeVisibleAsync();

        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Nouveau modèle" }).ClickAsync();
        await yasmine.Page.GetByLabel("Nom", new() { Exact = true }).FillAsync("essayage");
        await yasmine.Page.GetByLabel("Texte", new() { Exact = true }).FillAsync("{{1}}, votre essayage est prêt.");
        await yasmine.Page.GetByLabel("Exemple pour {{1}}").FillAsync("Salma");
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer à WhatsApp" }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ni commencer ni finir par un champ");
        await yasmine.AssertAccessibleAsync();
        await yasmine.Page.GetByLabel("Texte", new() { Exact = true }).FillAsync("Bonjour {{1}}, votre essayage est prêt en boutique.");
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer à WhatsApp" }).ClickAsync();
        var card = yasmine.Page.Locator("article", new() { HasText = "essayage" });
        await Expect(card.Locator(".chip")).ToHaveTextAsync("accepté");
        await card.GetByRole(AriaRole.Button, new() { Name = "Modifier" }).ClickAsync();
        await Expect(yasmine.Page.GetByText("une fois par jour et dix fois en trente jours")).ToBeVisibleAsync();
        await yasmine.AssertAccessibleAsync();
        await yasmine.Page.GetByLabel("Texte", new() { Exact = true }).FillAsync("Bonjour {{1}}, votre essayage est prêt à la boutique.");
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer à WhatsApp" }).ClickAsync();
        await Expect(card.Locator(".preview")).ToContainTextAsync("prêt à la boutique");
        await Expect(card.Locator(".chip")).ToHaveTextAsync("accepté");
        await card.GetByRole(AriaRole.Button, new() { Name = "Modifier" }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("une fois en 24 heures");

        // The one she no longer wants goes once she has read what it is good for.
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Supprimer « facture_prete · Français »" }).ClickAsync();
        await Expect(yasmine.Page.GetByText("Relais s’en sert pour « Facture »")).ToBeVisibleAsync();
        await yasmine.AssertAccessibleAsync();
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Supprimer chez WhatsApp" }).ClickAsync();
        await Expect(yasmine.Page.GetByText("Le modèle est supprimé.")).ToBeVisibleAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Supprimer « facture_prete · Français »" })).ToHaveCountAsync(0);
        Assert.Equal("TemplateEdited essayage · fr, TemplateDeleted facture_prete · fr", await app.TextAsync("select string_agg(kind || ' ' || about, ', ' order by at) from audit where kind like 'Template%'"));

        // Its name rests at WhatsApp: offered again it comes under the next one.
        await yasmine.Page.Locator("#facture_prete").GetByRole(AriaRole.Button, new() { Name = "Faire accepter « Facture »" }).ClickAsync();
        await Eventually.EqualAsync("Approved", () => app.TextAsync("select coalesce((select status from channel_templates where name = 'facture_prete_v2' and language = 'fr'), '')"));
        yasmine.AssertNoErrors();

        // A program wrote to Inès, who has never written herself.
        var phone = Meta.Phone(DemoMode.NumberId, "+212600600001", "Inès");
        var conversation = await AnnounceAsync(phone.Number);
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync($"/inbox/{conversation}");
        await awa.Page.GetByLabel("Modèle à envoyer").SelectOptionAsync(new SelectOptionValue { Label = "essayage · Français" });
        await awa.AssertAccessibleAsync();
        await awa.Page.GetByLabel("Champ {{1}}").FillAsync("Inès");
        await Expect(awa.Page.Locator(".chooser .preview")).ToContainTextAsync("Bonjour Inès, votre essayage");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer ce modèle" }).ClickAsync();

        await Expect(awa.Page.Locator(".bubble.ours").Last).ToContainTextAsync("Bonjour Inès, votre essayage est prêt à la boutique.");
        await Eventually.TrueAsync(() => phone.Lines.Any(line => line.Text == "Bonjour Inès, votre essayage est prêt à la boutique."), "the template on the phone");
        awa.AssertNoErrors();
    }

    private async Task<Guid> AnnounceAsync(string phone)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var owner = new Actor(DemoPeople.AtlasSneakers, ActorKind.Member, Role.Owner, Guid.CreateVersion7());
        var (queued, refusal) = await scope.ServiceProvider.GetRequiredService<SendingDesk>()
            .AnnounceAsync(owner, new(phone, DemoShop.Channel.Value, null), "commande prête", "commande_prete", "fr", ["Inès", "20 h"], CancellationToken.None);
        Assert.Null(refusal);
        return queued!.ConversationId;
    }
}
