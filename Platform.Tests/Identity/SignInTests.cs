using System.Net;

namespace Platform.Tests.Identity;

public sealed class SignInTests(App app) : IClassFixture<App>
{
    private const string Wrong = "tout autre chose";

    [Fact]
    public async Task A_wrong_password_and_an_unknown_person_read_the_same()
    {
        await app.AddPersonAsync("lina");
        using var known = new Guest(app);
        using var unknown = new Guest(app);

        await known.SignInAsync("lina@example.com", Wrong);
        await unknown.SignInAsync("nobody@example.com", Wrong);

        Assert.Contains("ne vont pas ensemble", known.Told, StringComparison.Ordinal);
        Assert.Equal(known.Told, unknown.Told);
        Assert.Equal(known.Status, unknown.Status);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_hold_everybody_back_but_a_known_device()
    {
        await app.AddPersonAsync("hamid");
        using var owner = new Guest(app);
        await owner.SignInAsync("hamid@example.com", People.Password);
        using var thief = new Guest(app);
        for (var i = 0; i < 5; i++) await thief.SignInAsync("hamid@example.com", Wrong);

        await thief.SignInAsync("hamid@example.com", People.Password);
        Assert.Contains("Trop d’essais", thief.Told, StringComparison.Ordinal);

        await LeaveAsync(owner);
        await owner.SignInAsync("hamid@example.com", People.Password);
        Assert.True(owner.IsAt("/reglages/profil/changer-adresse"), owner.Told);
    }

    [Fact]
    public async Task An_unknown_address_is_held_back_like_a_known_one()
    {
        using var guest = new Guest(app);
        for (var i = 0; i < 6; i++) await guest.SignInAsync("ghost@example.com", Wrong);
        Assert.Contains("Trop d’essais", guest.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_of_guesses_in_parallel_counts_as_a_burst()
    {
        await app.AddPersonAsync("burst");
        var guests = Enumerable.Range(0, 12).Select(_ => new Guest(app)).ToList();
        await Task.WhenAll(guests.Select(g => g.OpenAsync("/connexion")));
        await Task.WhenAll(guests.Select((g, i) => g.SubmitAsync(("Form.Email", "burst@example.com"), ("Form.Password", $"{Wrong} {i}"))));

        Assert.True(guests.Count(g => g.Told.Contains("ne vont pas ensemble", StringComparison.Ordinal)) <= 5);
        guests.ForEach(g => g.Dispose());
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("http:evil.example")]
    public async Task Nobody_is_led_away_from_the_site(string returnUrl)
    {
        using var guest = new Guest(app);
        await guest.SignInAsync("viewer@relais.demo", returnUrl: returnUrl);
        Assert.Equal(app.Address.Authority, guest.Address.Authority);
        Assert.NotEqual("/connexion", guest.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_cookie_is_worth_nothing_after_signing_out()
    {
        await app.AddPersonAsync("salim");
        using var owner = new Guest(app);
        await owner.SignInAsync("salim@example.com", People.Password);
        using var thief = new Guest(app);
        thief.Cookies.Add(owner.Cookies.GetCookies(app.Address));
        Assert.True((await thief.OpenAsync("/reglages/securite/mot-de-passe")).IsAt("/reglages/securite/mot-de-passe"));

        await LeaveAsync(owner);

        Assert.True((await thief.OpenAsync("/reglages/securite/mot-de-passe")).IsAt("/connexion"));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_browser()
    {
        await app.AddPersonAsync("dina");
        using var phone = new Guest(app);
        using var desk = new Guest(app);
        await phone.SignInAsync("dina@example.com", People.Password);
        await desk.SignInAsync("dina@example.com", People.Password);

        using var form = new FormUrlEncodedContent(await TokenAsync(phone));
        (await phone.PostAsync("/deconnexion/partout", form)).Dispose();

        Assert.True((await desk.OpenAsync("/reglages/securite/mot-de-passe")).IsAt("/connexion"));
    }

    [Fact]
    public async Task The_session_cookie_cannot_be_read_by_scripts_or_sent_across_sites()
    {
        using var client = app.Client();
        using var page = new Guest(app);
        await page.OpenAsync("/connexion");
        var fields = page.Page.QuerySelectorAll("main input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
            .Append(KeyValuePair.Create("Form.Email", "agent@relais.demo"))
            .Append(KeyValuePair.Create("Form.Password", Web.Identity.DemoPeople.Password));
        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connexion") { Content = content };
        request.Headers.Add("Cookie", page.Cookies.GetCookieHeader(app.Address));
        using var response = await client.SendAsync(request);

        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("relais=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/inscription/vendeur")]
    [InlineData("/mot-de-passe-oublie")]
    [InlineData("/deconnexion")]
    public async Task A_form_from_another_site_is_refused(string address)
    {
        using var guest = new Guest(app);
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "sign-in"), KeyValuePair.Create("returnUrl", "/")]);
        using var response = await guest.PostAsync(address, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task LeaveAsync(Guest guest)
    {
        using var form = new FormUrlEncodedContent(await TokenAsync(guest));
        (await guest.PostAsync("/deconnexion", form)).Dispose();
    }

    private static async Task<List<KeyValuePair<string, string>>> TokenAsync(Guest guest)
    {
        await guest.OpenAsync("/reglages/securite/mot-de-passe");
        return [.. guest.Page.QuerySelectorAll("main input[name=__RequestVerificationToken]").Take(1)
            .Select(i => KeyValuePair.Create("__RequestVerificationToken", i.GetAttribute("value")!))
            .Append(KeyValuePair.Create("returnUrl", "/"))];
    }
}
