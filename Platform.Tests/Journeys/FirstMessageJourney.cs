using Microsoft.Playwright;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>A customer's phone on one side, the shop on the other, and one message between them.</summary>
public sealed class FirstMessageJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_message_from_the_phone_is_on_every_open_page_and_the_answer_comes_back_with_its_ticks()
    {
        await using var demo = await browser.OpenAsync(app.Address);
        await using var awa = await browser.OpenAsync(app.Address);
        await using var karim = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await karim.SignInAsync("admin@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await karim.Page.GotoAsync("/inbox");
        await demo.Page.GotoAsync("/demo");

        var phone = demo.Page.Locator(".hand").First;
        await phone.GetByRole(AriaRole.Textbox).FillAsync("Vous avez la 43 en stock ?");
        await phone.GetByRole(AriaRole.Textbox).PressAsync("Enter");

        await Expect(awa.Page.Locator(".item").First).ToContainTextAsync("Vous avez la 43 en stock ?");
        await Expect(karim.Page.Locator(".item").First).ToContainTextAsync("Vous avez la 43 en stock ?");

        await awa.Page.Locator(".item").First.ClickAsync();
        await Expect(awa.Page.Locator(".bubble").Last).ToContainTextAsync("Vous avez la 43 en stock ?");
        await awa.Page.GetByRole(AriaRole.Textbox, new() { Name = "Écrire à Salma Bennani" }).FillAsync("Oui, je vous la garde jusqu'à ce soir.");
        await awa.Page.Keyboard.PressAsync("Enter");

        await Expect(phone.Locator(".theirs").Last).ToContainTextAsync("Oui, je vous la garde");
        var bubble = awa.Page.Locator(".bubble.ours").Last;
        await Expect(bubble).ToContainTextAsync("Oui, je vous la garde");
        await Expect(bubble.GetByRole(AriaRole.Img, new() { Name = "Lu" })).ToBeVisibleAsync();
        await Expect(awa.Page.GetByRole(AriaRole.Textbox, new() { Name = "Écrire à Salma Bennani" })).ToHaveValueAsync("");

        await awa.AssertAccessibleAsync();
        await demo.AssertAccessibleAsync();
        awa.AssertNoErrors();
        karim.AssertNoErrors();
        demo.AssertNoErrors();
    }

    [Fact]
    public async Task On_a_phone_screen_one_pane_is_shown_at_a_time()
    {
        await using var awa = await browser.OpenAsync(app.Address, Browser.Phone);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox");

        await awa.Page.Locator(".item", new() { HasText = "Fatou Diop" }).ClickAsync();
        await Expect(awa.Page.Locator(".thread")).ToBeVisibleAsync();
        await Expect(awa.Page.Locator(".rows")).ToBeHiddenAsync();
        await awa.AssertAccessibleAsync();

        await awa.Page.GetByRole(AriaRole.Link, new() { Name = "Retour à la liste" }).ClickAsync();
        await Expect(awa.Page.Locator(".rows")).ToBeVisibleAsync();
        await awa.AssertAccessibleAsync();
        awa.AssertNoErrors();
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await Expect(awa.Page.Locator(".inbox[data-keys]")).ToBeVisibleAsync();
        await Expect(awa.Page.Locator(".item").First).ToBeVisibleAsync();

        await awa.Page.Keyboard.PressAsync("j");
        await Expect(awa.Page.Locator(".item[aria-current]")).ToHaveCountAsync(1);
        await awa.Page.Keyboard.PressAsync("t");
        await Expect(awa.Page.Locator(".speaker")).ToHaveTextAsync("Vous répondez");
        await awa.Page.Keyboard.PressAsync("h");
        await Expect(awa.Page.Locator(".speaker")).ToHaveTextAsync("Personne ne répond");
        await awa.Page.Keyboard.PressAsync("r");
        await Expect(awa.Page.Locator(".composer textarea")).ToBeFocusedAsync();
        await awa.Page.Keyboard.PressAsync("Escape");
        await awa.Page.Keyboard.PressAsync("/");
        await Expect(awa.Page.Locator("[data-search]")).ToBeFocusedAsync();
        awa.AssertNoErrors();
    }

    [Fact]
    public async Task What_was_typed_is_still_there_on_another_device()
    {
        await using var desk = await browser.OpenAsync(app.Address);
        await using var pocket = await browser.OpenAsync(app.Address, Browser.Phone);
        await desk.SignInAsync("owner@relais.demo");
        await pocket.SignInAsync("owner@relais.demo");
        await desk.Page.GotoAsync("/inbox");
        await desk.Page.Locator(".item", new() { HasText = "Fatou Diop" }).ClickAsync();

        await desk.Page.Locator(".composer textarea").FillAsync("Le livreur est parti à");
        await Expect(desk.Page.GetByText("Brouillon enregistré")).ToBeVisibleAsync();

        await pocket.Page.GotoAsync(new Uri(desk.Page.Url).PathAndQuery);
        await Expect(pocket.Page.Locator(".composer textarea")).ToHaveValueAsync("Le livreur est parti à");
    }

    [Fact]
    public async Task Words_left_in_a_hurry_stay_with_the_customer_they_were_meant_for()
    {
        await using var karim = await browser.OpenAsync(app.Address);
        await karim.SignInAsync("admin@relais.demo");
        await karim.Page.GotoAsync("/inbox");
        await karim.Page.Locator(".item", new() { HasText = "Fatou Diop" }).ClickAsync();
        await karim.Page.GetByRole(AriaRole.Textbox, new() { Name = "Écrire à Fatou Diop" }).FillAsync("pour Fatou seulement");
        await karim.Page.Locator(".item", new() { HasText = "Salma Bennani" }).ClickAsync();

        await Expect(karim.Page.GetByRole(AriaRole.Textbox, new() { Name = "Écrire à Salma Bennani" })).ToHaveValueAsync("");
        await karim.Page.Locator(".item", new() { HasText = "Fatou Diop" }).ClickAsync();
        await Expect(karim.Page.GetByRole(AriaRole.Textbox, new() { Name = "Écrire à Fatou Diop" })).ToHaveValueAsync("pour Fatou seulement");
    }

    [Fact]
    public async Task Reading_far_up_a_long_thread_is_not_disturbed_by_what_comes_in()
    {
        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, "+212677000111", "Longue Histoire");
        for (var n = 1; n <= 200; n++) await app.Get<WhatsAppEmulator>().WriteAsync(DemoMode.NumberId, phone, $"message {n}");
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await Expect(awa.Page.Locator(".item", new() { HasText = "Longue Histoire" }).Locator(".count")).ToContainTextAsync("99+");
        await awa.Page.Locator(".item", new() { HasText = "Longue Histoire" }).ClickAsync();
        await Expect(awa.Page.Locator(".bubble").Last).ToContainTextAsync("message");

        var first = awa.Page.Locator(".bubble .text").GetByText("message 1", new() { Exact = true });
        await Eventually.TrueAsync(async () =>
        {
            await awa.Page.Locator(".thread").EvaluateAsync("thread => { thread.scrollTop = -thread.scrollHeight; }");
            return await first.CountAsync() > 0;
        }, "the first message of the thread");

        // The last page came in above what was in view.
        await awa.Page.Locator(".thread").EvaluateAsync("thread => { thread.scrollTop = -thread.scrollHeight; }");
        await Expect(first.First).ToBeInViewportAsync();
        await app.Get<WhatsAppEmulator>().WriteAsync(DemoMode.NumberId, phone, "et un de plus");

        var toEnd = awa.Page.Locator(".to-end");
        await Expect(toEnd).ToContainTextAsync("Nouveaux messages : 1");
        await Expect(first.First).ToBeVisibleAsync();
        await Expect(first.First).ToBeInViewportAsync();
        Assert.InRange(await awa.Page.Locator(".bubble").CountAsync(), 100, ThreadWindow.Most);

        await toEnd.ClickAsync();
        await Expect(awa.Page.Locator(".bubble").Last).ToContainTextAsync("et un de plus");
        await Expect(awa.Page.Locator(".bubble").Last).ToBeInViewportAsync();
        await Expect(toEnd).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refused_message_says_why_and_is_sent_again_on_request()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await awa.Page.Locator(".item", new() { HasText = "Yassine Kabbaj" }).ClickAsync();

        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, "+212665660055", "Yassine Kabbaj");
        phone.Unreachable = 131026;
        await awa.Page.Locator(".composer textarea").FillAsync("Nous vous envoyons un 42 tout de suite.");
        await awa.Page.Keyboard.PressAsync("Enter");

        var bubble = awa.Page.Locator(".bubble.ours").Last;
        await Expect(bubble).ToContainTextAsync("Ce numéro ne peut pas recevoir de message WhatsApp.");
        await awa.AssertAccessibleAsync();
        phone.Unreachable = null;
        await bubble.GetByRole(AriaRole.Button, new() { Name = "Renvoyer" }).ClickAsync();
        await Expect(bubble.GetByRole(AriaRole.Img, new() { Name = "Reçu" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_line_that_breaks_while_sending_leaves_no_double_and_the_receipts_settle_it()
    {
        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, "+221771234567", "Fatou Diop");
        var before = phone.Lines.Count;
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("admin@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await awa.Page.Locator(".item", new() { HasText = "Fatou Diop" }).ClickAsync();

        app.Get<WhatsAppEmulator>().Faults.BreakNext();
        await awa.Page.Locator(".composer textarea").FillAsync("Il sonne dans deux minutes.");
        await awa.Page.Keyboard.PressAsync("Enter");

        var bubble = awa.Page.Locator(".bubble.ours").Last;
        await Expect(bubble).ToContainTextAsync("Il sonne dans deux minutes.");
        await Expect(bubble.GetByRole(AriaRole.Img, new() { Name = "Reçu" })).ToBeVisibleAsync();
        Assert.Equal(before + 1, phone.Lines.Count);
    }

    [Fact]
    public async Task Somebody_who_may_only_read_sees_the_thread_and_no_way_to_write()
    {
        await using var hugo = await browser.OpenAsync(app.Address);
        await hugo.SignInAsync("viewer@relais.demo");
        await hugo.Page.GotoAsync("/inbox");
        await hugo.Page.Locator(".item", new() { HasText = "Salma Bennani" }).ClickAsync();

        await Expect(hugo.Page.GetByText("Votre rôle permet de lire, pas de répondre.")).ToBeVisibleAsync();
        await Expect(hugo.Page.Locator(".composer")).ToHaveCountAsync(0);
        await hugo.AssertAccessibleAsync();
    }
}
