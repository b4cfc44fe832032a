using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Platform.Web.Store;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Shared;

/// <summary>Awa finds her way around, on a computer and on a phone, in her language and her light.</summary>
public sealed class ShellJourneys(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    public static TheoryData<bool, string, bool> Looks => new()
    {
        { false, "fr-MA", false },
        { false, "fr-MA", true },
        { true, "fr-MA", false },
        { false, "ar-MA", false },
        { true, "ar-MA", true },
    };

    [Theory, MemberData(nameof(Looks))]
    public async Task Home_menus_and_dialogs_are_accessible_in_every_look(bool onPhone, string language, bool isDark)
    {
        await using var awa = await browser.OpenAsync(app.Address, onPhone ? Browser.Phone : Browser.Desktop, language, isDark);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/accueil");
        await Expect(awa.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Awa");
        await Expect(awa.Page.Locator("main .number").First).Not.ToContainTextAsync("–");
        await awa.AssertAccessibleAsync();

        foreach (var menu in await awa.Page.Locator("header summary").AllAsync())
        {
            await menu.ClickAsync();
            await awa.AssertAccessibleAsync();
            await awa.Page.Keyboard.PressAsync("Escape");
        }

        await awa.Page.Keyboard.PressAsync("?");
        await Expect(awa.Page.Locator("#shortcuts")).ToBeVisibleAsync();
        await awa.AssertAccessibleAsync();
        awa.AssertNoErrors();
    }

    [Fact]
    public async Task A_click_too_many_changes_nothing()
    {
        await using var owner = await browser.OpenAsync(app.Address);
        await owner.SignInAsync("owner@relais.demo");
        await owner.Page.GotoAsync("/reglages/cles-api");
        await owner.Page.Locator("main form input[required]").FillAsync("Caisse");
        await owner.Page.Locator("main form button[type=submit]").DblClickAsync();
        await Expect(owner.Page.Locator("main article").Filter(new() { HasText = "Caisse" })).ToBeVisibleAsync();

        await owner.Page.GotoAsync("/reglages/equipe");
        await owner.Page.Locator("#invite-email").FillAsync("fatou@example.com");
        await owner.Page.Locator("#invite-email").BlurAsync();
        await owner.Page.Locator("form.invite").EvaluateAsync("form => { form.requestSubmit(); form.requestSubmit(); }");
        await Expect(owner.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "fatou@example.com" })).ToBeVisibleAsync();

        Assert.Equal("1", await app.TextAsync("select count(*) from api_keys where name = 'Caisse'"));
        Assert.Equal("1", await app.TextAsync("select count(*) from (select recipient from mailbox union all select recipient from outgoing_emails) mail where recipient = 'fatou@example.com'"));
    }

    [Fact]
    public async Task The_palette_finds_a_customer_and_goes_there()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/accueil");
        await Expect(awa.Page.Locator(".search")).ToBeVisibleAsync();

        await awa.Page.Keyboard.PressAsync("Control+k");
        await awa.Page.Keyboard.TypeAsync("salma");
        await Expect(awa.Page.Locator("#palette a")).ToContainTextAsync(["Salma Bennani"]);
        await awa.AssertAccessibleAsync();

        await awa.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(awa.Page.Locator("#palette a").First).ToBeFocusedAsync();
        await awa.Page.Keyboard.PressAsync("Enter");
        await Expect(awa.Page).ToHaveURLAsync(new Regex("/inbox/[^/]+$"));
        await Expect(awa.Page.Locator("#palette")).ToBeHiddenAsync();
        awa.AssertNoErrors();
    }

    [Theory]
    [InlineData("sombre", "data-theme", "dark")]
    [InlineData("english", "lang", "en")]
    public async Task The_palette_does_what_the_profile_menu_does(string typed, string attribute, string becomes)
    {
        await using var karim = await browser.OpenAsync(app.Address);
        await karim.SignInAsync("admin@relais.demo");
        await karim.Page.GotoAsync("/accueil");
        await Expect(karim.Page.Locator(".search")).ToBeVisibleAsync();

        await karim.Page.Keyboard.PressAsync("Control+k");
        await karim.Page.Keyboard.TypeAsync(typed);
        await Expect(karim.Page.Locator("#palette button.option")).ToHaveCountAsync(1);
        await karim.AssertAccessibleAsync();
        await karim.Page.Keyboard.PressAsync("Enter");

        await Expect(karim.Page.Locator("html")).ToHaveAttributeAsync(attribute, becomes);
        Assert.EndsWith("/accueil", karim.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin@relais.demo", 1)]
    [InlineData("agent@relais.demo", 0)]
    public async Task Only_leaders_find_the_way_to_invite(string email, int ways)
    {
        await using var person = await browser.OpenAsync(app.Address);
        await person.SignInAsync(email);
        await person.Page.GotoAsync("/accueil");
        await Expect(person.Page.Locator(".search")).ToBeVisibleAsync();

        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.TypeAsync("inviter");
        await Expect(person.Page.Locator("#palette").GetByText(ways > 0 ? "Inviter quelqu’un" : "Rien ne correspond")).ToBeVisibleAsync();
        await Expect(person.Page.Locator("#palette a[href='/reglages/equipe']")).ToHaveCountAsync(ways);
    }

    [Fact]
    public async Task The_keys_g_and_i_go_to_the_inbox_but_not_while_typing()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/accueil");
        await Expect(awa.Page.Locator("[data-goes=i]")).ToBeVisibleAsync();

        await awa.Page.Keyboard.PressAsync("Control+k");
        await Expect(awa.Page.Locator("#palette input[inputmode]")).ToBeFocusedAsync();
        await awa.Page.Keyboard.TypeAsync("gi");
        await awa.Page.Keyboard.PressAsync("Escape");
        await Expect(awa.Page.Locator("#palette")).ToBeHiddenAsync();
        Assert.EndsWith("/accueil", awa.Page.Url, StringComparison.Ordinal);

        // The second key counts for a second and a half after the first: a busy machine may need another try.
        await Eventually.TrueAsync(async () =>
        {
            await awa.Page.Keyboard.PressAsync("g");
            await awa.Page.Keyboard.PressAsync("i");
            return awa.Page.Url.EndsWith("/inbox", StringComparison.Ordinal);
        }, "the inbox");
    }

    [Fact]
    public async Task Darkness_comes_at_once_and_stays()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/accueil");

        await awa.Page.Locator("summary.face").ClickAsync();
        await awa.Page.Locator("button[name=theme][value=dark]").ClickAsync();
        await Expect(awa.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await awa.Page.ReloadAsync();
        await Expect(awa.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Choosing_Arabic_turns_the_page_round_and_stays_where_one_was()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/inbox?vue=waiting");

        await awa.Page.Locator("summary.face").ClickAsync();
        await awa.Page.GetByText("العربية").ClickAsync();
        await Expect(awa.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        Assert.EndsWith("/inbox?vue=waiting", awa.Page.Url, StringComparison.Ordinal);

        await using var db = app.Get<PlatformDbs>().OpenAcross();
        Assert.Equal("ar", await db.Users.Where(user => user.Email == "agent@relais.demo").Select(user => user.Language).SingleAsync());
    }

    [Fact]
    public async Task Yasmine_changes_shops_and_sees_only_that_one()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/inbox");
        await Expect(yasmine.Page.GetByText("Salma Bennani").First).ToBeVisibleAsync();

        await yasmine.Page.Locator("summary.organisation").ClickAsync();
        await yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Dakar Mode" }).ClickAsync();
        await Expect(yasmine.Page.Locator("summary.organisation")).ToContainTextAsync("Dakar Mode");

        await yasmine.Page.GotoAsync("/inbox");
        await Expect(yasmine.Page.Locator(".empty").First).ToBeVisibleAsync();
        await Expect(yasmine.Page.GetByText("Salma Bennani")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_bell_rings_for_a_customer_nobody_took_until_it_is_looked_at()
    {
        await using var karim = await browser.OpenAsync(app.Address);
        await karim.SignInAsync("admin@relais.demo");
        await karim.Page.GotoAsync("/accueil");
        await Expect(karim.Page.Locator(".bell .dot")).ToBeVisibleAsync();

        await karim.Page.Locator("summary:has(.bell)").ClickAsync();
        await Expect(karim.Page.Locator(".notices")).ToContainTextAsync("Yassine Kabbaj");
        await Expect(karim.Page.Locator(".bell .dot")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("influencer@relais.demo")]
    [InlineData("viewer@relais.demo")]
    [InlineData("staff@relais.demo")]
    public async Task Everybody_has_a_menu_of_what_they_may_open(string email)
    {
        await using var person = await browser.OpenAsync(app.Address);
        await person.SignInAsync(email);
        await person.Page.GotoAsync("/accueil");
        await Expect(person.Page.Locator("nav .entry").First).ToBeVisibleAsync();

        var places = await person.Page.Locator("nav a.entry").EvaluateAllAsync<string[]>("links => [...new Set(links.map(link => link.pathname))]");
        foreach (var place in places)
            Assert.Equal(200, (await person.Page.GotoAsync(place))!.Status);
    }
}
