using Microsoft.Playwright;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>The shop asks how it went, the customer taps a score, and both the chat and the figures say so.</summary>
public sealed class SatisfactionJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_customer_rates_the_talk_and_it_stays_closed()
    {
        await using var owner = await browser.OpenAsync(app.Address);
        await owner.SignInAsync("owner@relais.demo");
        await owner.Page.GotoAsync("/reglages/satisfaction");
        await owner.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(owner.Page.GetByText("C’est enregistré.")).ToBeVisibleAsync();
        await owner.AssertAccessibleAsync();

        var meta = app.Get<WhatsAppEmulator>();
        var phone = meta.Phone(DemoMode.NumberId, "+212655000456", "Nadia Contente");
        await meta.WriteAsync(DemoMode.NumberId, phone, "Merci, bien reçu");
        await owner.Page.GotoAsync("/inbox");
        await owner.Page.Locator(".item", new() { HasText = "Nadia Contente" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Fermer", Exact = true }).ClickAsync();

        await Eventually.TrueAsync(() => Task.FromResult(phone.Lines.Any(line => line.Offers.Count == 5)), "the question on the phone");
        var offer = phone.Lines.Last(line => line.Offers.Count == 5).Offers[0];
        await meta.SayAsync(DemoMode.NumberId, phone, new Said(MessageKind.Button, offer.Title) { Pressed = offer with { Description = "" } });

        await Expect(owner.Page.GetByText("Échange noté 5 sur 5")).ToBeVisibleAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "Rouvrir" })).ToBeVisibleAsync();
        await owner.Page.GotoAsync("/rapports/assistant");
        await Expect(owner.Page.GetByText("de satisfaction (1 notes)")).ToBeVisibleAsync();
        owner.AssertNoErrors();
    }
}
