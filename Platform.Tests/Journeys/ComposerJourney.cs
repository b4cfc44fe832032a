using Microsoft.Playwright;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Everything one can write: pictures, emojis, notes that call a colleague, words for later.</summary>
public sealed class ComposerJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    /// <summary>One black dot.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private WhatsAppEmulator Meta => app.Get<WhatsAppEmulator>();

    [Fact]
    public async Task A_picture_is_seen_before_it_is_sent_and_arrives_with_its_words()
    {
        await using var awa = await OpenAsync("Fatou Diop");
        await AttachAsync(awa, new FilePayload { Name = "samba.png", MimeType = "image/png", Buffer = Picture });
        await Expect(awa.Page.Locator(".attached img")).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("^blob:"));
        await awa.AssertAccessibleAsync();

        await awa.Page.Locator(".composer textarea").FillAsync("La voici en noir");
        await awa.Page.Keyboard.PressAsync("Enter");
        var bubble = awa.Page.Locator(".bubble.ours").Last;
        await Expect(bubble.Locator("img")).ToBeVisibleAsync();
        await Expect(bubble).ToContainTextAsync("La voici en noir");
        await Expect(bubble.GetByRole(AriaRole.Img, new() { Name = "Reçu" })).ToBeVisibleAsync();
        await Expect(awa.Page.Locator(".attached")).ToHaveCountAsync(0);

        var phone = Meta.Phone(DemoMode.NumberId, "+221771234567", "Fatou Diop");
        Assert.Equal((Integrations.Messaging.MediaKind.Image, "La voici en noir"), (phone.Lines[^1].Media, phone.Lines[^1].Text));
        awa.AssertNoErrors();
    }

    [Fact]
    public async Task What_was_sent_goes_out_although_the_person_left_before_it_was_recorded()
    {
        await using var awa = await OpenAsync("Fatou Diop");
        await using var closed = await Server.CloseTableAsync(app.Owner, "mt_streams", held: "exclusive");
        await awa.Page.Locator(".composer textarea").FillAsync("Je file, mais c’est dit");
        await awa.Page.Keyboard.PressAsync("Enter");
        await Server.StandingAsync(app.Owner, 1);
        await awa.Page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Commandes" }).First.ClickAsync();
        await Expect(awa.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Commandes" })).ToBeVisibleAsync();
        await closed.CloseAsync();

        await Eventually.EqualAsync("1", () => app.TextAsync("select count(*) from thread where text = 'Je file, mais c’est dit'"));
    }

    [Fact]
    public async Task While_the_database_is_away_the_page_stays_and_what_is_written_is_sent_once_it_is_back()
    {
        await using var awa = await OpenAsync("Yassine Kabbaj");
        var words = awa.Page.Locator(".composer textarea");
        await using (await Server.TakeAwayAsync(app.Owner))
        {
            await words.PressSequentiallyAsync("Je vous le mets de côté");
            await awa.Page.Keyboard.PressAsync("Enter");
            await Expect(awa.Page.Locator(".composer .error")).ToContainTextAsync("Le serveur ne répond pas");
            await Expect(words).ToHaveValueAsync("Je vous le mets de côté");
            await awa.AssertAccessibleAsync();
        }

        await words.PressAsync("Enter");
        await Expect(awa.Page.Locator(".bubble.ours").Last).ToContainTextAsync("Je vous le mets de côté");
        await Expect(awa.Page.Locator(".composer .error")).ToHaveCountAsync(0);
        Assert.Equal("1", await app.TextAsync("select count(*) from thread where text = 'Je vous le mets de côté'"));
    }

    [Fact]
    public async Task On_a_slow_line_what_is_typed_behind_a_message_stays_in_the_field_and_out_of_the_message()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        var line = await SlowLine.OnAsync(awa.Page);
        await OpenAsync(awa, "Fatou Diop");
        var words = awa.Page.Locator(".composer textarea");
        await words.PressSequentiallyAsync("Un instant");
        line.Hold();
        await words.PressAsync("Enter");
        await Expect(words).ToHaveValueAsync("");
        await words.PressSequentiallyAsync("je regarde");
        await words.PressAsync("Enter");
        await words.PressSequentiallyAsync("et je reviens");
        line.Release();

        await Expect(awa.Page.Locator(".bubble.ours .text").Last).ToHaveTextAsync("je regarde");
        await Expect(awa.Page.Locator(".bubble.ours .text", new() { HasText = "Un instant" })).ToHaveCountAsync(1);
        await Expect(words).ToHaveValueAsync("et je reviens");
        await words.PressAsync("Enter");
        await Expect(awa.Page.Locator(".bubble.ours .text").Last).ToHaveTextAsync("et je reviens");
    }

    [Fact]
    public async Task What_is_sent_while_the_message_before_is_being_recorded_is_another_message()
    {
        await using var awa = await OpenAsync("Salma Bennani");
        var words = awa.Page.Locator(".composer textarea");
        await using var closed = await Server.CloseTableAsync(app.Owner, "mt_streams", held: "exclusive");
        await words.PressSequentiallyAsync("Deux minutes");
        await words.PressAsync("Enter");
        await Server.StandingAsync(app.Owner, 1);
        await words.PressSequentiallyAsync("je demande au dépôt");
        await words.PressAsync("Enter");
        await Expect(words).ToHaveValueAsync("");
        await words.PressSequentiallyAsync("et");
        await Expect(awa.Page.Locator(".composer .hint")).ToHaveTextAsync("Brouillon enregistré");
        await closed.CloseAsync();

        await Expect(awa.Page.Locator(".bubble.ours .text").Last).ToHaveTextAsync("je demande au dépôt");
        await Expect(awa.Page.Locator(".bubble.ours .text", new() { HasText = "Deux minutes" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_sent_into_a_line_that_broke_stands_in_the_field_again()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        var line = await SlowLine.OnAsync(awa.Page);
        await OpenAsync(awa, "Salma Bennani");
        var words = awa.Page.Locator(".composer textarea");
        await words.PressSequentiallyAsync("Il en reste deux");
        line.Swallow();
        await words.PressAsync("Enter");
        await Expect(words).ToHaveValueAsync("");
        await awa.Page.ReloadAsync();
        await Expect(words).ToHaveValueAsync("Il en reste deux");
        Assert.Equal("0", await app.TextAsync("select count(*) from thread where text = 'Il en reste deux'"));
    }

    [Fact]
    public async Task A_file_is_what_is_in_it_and_a_program_is_not_sent()
    {
        await using var awa = await OpenAsync("Fatou Diop");
        await AttachAsync(awa, new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = "MZ this is a program"u8.ToArray() });
        await awa.Page.Locator(".composer textarea").FillAsync("regardez");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer", Exact = true }).ClickAsync();
        await Expect(awa.Page.Locator(".composer .error")).ToContainTextAsync("Ce genre de fichier ne peut pas être envoyé");
        await Expect(awa.Page.Locator(".composer textarea")).ToHaveValueAsync("regardez");
    }

    [Fact]
    public async Task An_emoji_stands_where_the_caret_stood()
    {
        await using var awa = await OpenAsync("Yassine Kabbaj");
        var words = awa.Page.Locator(".composer textarea");
        await words.FillAsync("merci beaucoup");
        await words.EvaluateAsync("field => field.setSelectionRange(5, 5)");
        await awa.Page.Locator(".emoji summary").ClickAsync();
        await awa.AssertAccessibleAsync();
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "🙏" }).ClickAsync();
        await Expect(words).ToHaveValueAsync("merci🙏 beaucoup");
    }

    [Fact]
    public async Task A_note_that_names_a_colleague_rings_their_bell()
    {
        await using var awa = await OpenAsync("Salma Bennani");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Note privée" }).ClickAsync();
        await awa.Page.Locator(".composer textarea").PressSequentiallyAsync("Peux-tu voir le prix @Kar");
        await awa.Page.Locator(".offers button", new() { HasText = "Karim" }).ClickAsync();
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Noter" }).ClickAsync();
        await Expect(awa.Page.Locator(".note").Last).ToContainTextAsync("@Karim Bennani");

        await using var karim = await browser.OpenAsync(app.Address);
        await karim.SignInAsync("admin@relais.demo");
        await karim.Page.GotoAsync("/accueil");
        await karim.Page.Locator(".bell").ClickAsync();
        await karim.Page.GetByText("Awa Ndiaye vous a mentionné dans une note").ClickAsync();
        await Expect(karim.Page.Locator(".note.found")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Words_for_later_wait_in_the_thread_are_changed_and_ask_when_the_customer_writes_first()
    {
        var phone = Meta.Phone(DemoMode.NumberId, "+212655000123", "Lina Plus-Tard");
        await Meta.WriteAsync(DemoMode.NumberId, phone, "Bonjour, vous livrez ce soir ?");
        await using var awa = await OpenAsync("Lina Plus-Tard");
        await awa.Page.Locator(".composer textarea").FillAsync("Le livreur part bientôt");
        await awa.Page.Locator(".later summary").ClickAsync();
        await awa.AssertAccessibleAsync();
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Dans une heure" }).ClickAsync();

        var bubble = awa.Page.Locator(".bubble.ours").Last;
        await Expect(bubble).ToHaveAttributeAsync("data-state", "Scheduled");
        await bubble.GetByRole(AriaRole.Button, new() { Name = "Modifier" }).ClickAsync();
        await Expect(awa.Page.Locator(".composer textarea")).ToHaveValueAsync("Le livreur part bientôt");
        await awa.Page.Locator(".composer textarea").FillAsync("Le livreur est parti");
        await awa.Page.GetByRole(AriaRole.Button, new() { Name = "Garder", Exact = true }).ClickAsync();
        await Expect(bubble).ToContainTextAsync("Le livreur est parti");
        Assert.DoesNotContain(phone.Lines, line => !line.FromCustomer);

        await Meta.WriteAsync(DemoMode.NumberId, phone, "Finalement demain");
        await Expect(bubble).ToContainTextAsync("Le client a écrit entre-temps. L’envoyer quand même ?");
        await awa.AssertAccessibleAsync();
        await bubble.GetByRole(AriaRole.Button, new() { Name = "Envoyer maintenant" }).ClickAsync();
        await Expect(bubble.GetByRole(AriaRole.Img, new() { Name = "Reçu" })).ToBeVisibleAsync();
        Assert.Single(phone.Lines, line => line.Text == "Le livreur est parti");
        awa.AssertNoErrors();
    }

    private async Task<Browser.Person> OpenAsync(string customer)
    {
        var awa = await browser.OpenAsync(app.Address);
        await OpenAsync(awa, customer);
        return awa;
    }

    private static async Task OpenAsync(Browser.Person awa, string customer)
    {
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox");
        await awa.Page.Locator(".item", new() { HasText = customer }).ClickAsync();
        await Expect(awa.Page.Locator(".composer[data-keys] textarea")).ToBeVisibleAsync();
    }

    /// <summary>The field takes files only once its script is there.</summary>
    private static Task AttachAsync(Browser.Person awa, FilePayload file) => Eventually.TrueAsync(async () =>
    {
        await awa.Page.Locator(".composer input[type=file]").SetInputFilesAsync(file);
        try
        {
            await Expect(awa.Page.Locator(".attached")).ToBeVisibleAsync(new() { Timeout = 3_000 });
            return true;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }, "the file in the composer");
}
