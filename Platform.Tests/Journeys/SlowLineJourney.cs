using Microsoft.Playwright;
using Platform.Tests.Deliveries;
using Platform.Web.Identity;
using Platform.Web.Live;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Far from any mast every word to the server takes its time: what is ticked and typed in the first moments stays ticked and typed.</summary>
public sealed class SlowLineJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(350);
    private const string Fields = "main form :is(input[type=text], input:not([type]), textarea):enabled:visible", Ticks = "main :is(form, .card) input[type=checkbox]:enabled:visible";

    [Theory]
    [InlineData("/reglages/canaux")]
    [InlineData("/reglages/organisation")]
    [InlineData("/reglages/alertes")]
    [InlineData("/reglages/relances")]
    [InlineData("/reglages/facturation")]
    [InlineData("/reglages/livraison")]
    [InlineData("/reglages/assistant")]
    [InlineData("/boutique/nouveau")]
    [InlineData("/boutique/first")]
    [InlineData("/commandes/nouvelle")]
    [InlineData("/commandes/first/modifier")]
    [InlineData("/livreurs/nouveau")]
    public async Task What_is_entered_as_soon_as_it_can_be_is_not_lost(string path)
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        var page = yasmine.Page;
        var line = await SlowLine.OnAsync(page, OneWay);
        await page.GotoAsync(await AddressOfAsync(path));

        // Nothing can be pressed that nobody hears: the page is drawn by the server that listens to it.
        var (field, tick) = (page.Locator(Fields).First, page.Locator(Ticks).First);
        await Expect(field.Or(tick).First).ToBeVisibleAsync();
        var (hasField, hasTick) = (await field.CountAsync() > 0, await tick.CountAsync() > 0);
        var wanted = hasTick && !await tick.IsCheckedAsync();
        if (hasTick) await tick.ClickAsync();
        if (hasField) await field.FillAsync("Écrit en chemin");
        if (hasField) await field.BlurAsync();

        // The tail of changes tells every page to read again when it reaches the database, early in a node's life as later.
        app.Get<LiveUpdates>().PublishEverything();
        await Eventually.TrueAsync(() => line.IsQuiet, "the line being quiet again");

        if (hasField) await Expect(page.Locator(Fields).First).ToHaveValueAsync("Écrit en chemin");
        if (hasTick) await Expect(page.Locator(Ticks).First).ToBeCheckedAsync(new() { Checked = wanted });
    }

    [Theory]
    [InlineData("/boutique/nouveau", "title")]
    [InlineData("/commandes/first/modifier", "address")]
    [InlineData("/reglages/organisation", "name")]
    public async Task What_is_not_saved_yet_comes_back_when_a_page_has_to_load_anew(string path, string id)
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        var (page, address) = (yasmine.Page, await AddressOfAsync(path));
        await page.GotoAsync(address);
        var field = page.Locator($"main #{id}");
        await field.FillAsync("Pas encore enregistré");

        // As when its node leaves, or no longer knows it.
        await page.EvaluateAsync("() => location.reload()");
        await Expect(field).ToHaveValueAsync("Pas encore enregistré");

        // Who leaves by themselves leaves it behind.
        await page.GotoAsync("/accueil");
        await page.GotoAsync(address);
        await Expect(field).ToBeVisibleAsync();
        await Expect(field).Not.ToHaveValueAsync("Pas encore enregistré");
        yasmine.AssertNoErrors();
    }

    [Fact]
    public async Task A_tick_comes_back_with_the_page_and_the_server_knows_of_it()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/reglages/canaux");
        var keeps = yasmine.Page.GetByLabel("Je garde aussi l’application");
        await keeps.CheckAsync();

        await yasmine.Page.EvaluateAsync("() => location.reload()");
        await Expect(keeps).ToBeCheckedAsync();
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Connecter mon WhatsApp Business" }).ClickAsync();
        await Expect(yasmine.Page.GetByRole(AriaRole.Heading, new() { Name = "Connecter votre compte WhatsApp" })).ToBeVisibleAsync();

        Assert.Equal("True", await app.TextAsync("select bool_or(keeps_phone_app) from channel_signups"));
    }

    [Theory]
    [InlineData("/demo", ".hand:first-of-type .phone form input[maxlength]", ".hand:first-of-type .mine")]
    [InlineData("/reglages/assistant", "#bench", ".talk .theirs")]
    public async Task What_is_typed_behind_a_message_is_the_next_message(string path, string at, string said)
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        var page = yasmine.Page;
        var line = await SlowLine.OnAsync(page);
        await page.GotoAsync(path);
        var (field, lines) = (page.Locator(at), page.Locator(said));
        await field.PressSequentiallyAsync("Bonjour");
        line.Hold();
        await field.PressAsync("Enter");
        await field.PressSequentiallyAsync("la Samba en 42 ?");
        await field.PressAsync("Enter");
        await field.PressSequentiallyAsync("noire");
        line.Release();

        await Expect(lines.Last).ToContainTextAsync("la Samba en 42 ?");
        await Expect(lines.Nth(await lines.CountAsync() - 2)).ToContainTextAsync("Bonjour");
        await Expect(field).ToHaveValueAsync("noire");
        yasmine.AssertNoErrors();
    }

    [Theory]
    [InlineData("#note")]
    [InlineData("#new-tag")]
    public async Task What_is_typed_behind_a_note_or_a_tag_is_the_next_one(string at)
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        var page = yasmine.Page;
        var line = await SlowLine.OnAsync(page);
        await page.GotoAsync(await AddressOfAsync("/contacts/first"));
        var field = page.Locator(at);
        await field.PressSequentiallyAsync("Sonne deux fois");
        line.Hold();
        await field.PressAsync("Enter");
        await field.PressSequentiallyAsync("Paie comptant");
        line.Release();

        await Expect(page.Locator(".story")).ToContainTextAsync("Sonne deux fois");
        await Expect(field).ToHaveValueAsync("Paie comptant");
        yasmine.AssertNoErrors();
    }

    [Fact]
    public async Task The_heading_of_a_page_that_came_late_takes_the_field_from_nobody()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/commandes");
        var heading = yasmine.Page.Locator("h1");
        await Expect(heading).ToBeFocusedAsync();

        var search = yasmine.Page.Locator("main input[type=search]").First;
        await search.FocusAsync();
        await yasmine.Page.EvaluateAsync("() => Blazor._internal.domWrapper.focusBySelector('h1')");
        await Expect(search).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_heading_that_is_not_there_yet_is_where_the_page_begins_once_it_comes()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/commandes");
        await Expect(yasmine.Page.Locator("h1")).ToBeFocusedAsync();

        await yasmine.Page.EvaluateAsync("() => Blazor._internal.domWrapper.focusBySelector('#late')");
        await yasmine.Page.EvaluateAsync("() => document.querySelector('main').insertAdjacentHTML('afterbegin', '<h2 id=late>Plus tard</h2>')");
        await Expect(yasmine.Page.Locator("#late")).ToBeFocusedAsync();
    }

    private async Task<string> AddressOfAsync(string path) => path switch
    {
        "/boutique/first" => $"/boutique/{await app.TextAsync("select id from products order by title limit 1")}",
        "/commandes/first/modifier" => $"/commandes/{(await new Road(app, "Azrou").OrderAsync()).Order.Value}/modifier",
        "/contacts/first" => $"/contacts/{await app.TextAsync($"select contact from inbox where organisation_id = '{DemoPeople.AtlasSneakers.Value}' limit 1")}",
        _ => path,
    };
}
