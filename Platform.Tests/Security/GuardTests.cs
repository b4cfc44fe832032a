using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Tests.Identity;
using Platform.Web.Conversations;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Security;

/// <summary>What holds at every door, whoever built it.</summary>
public sealed partial class GuardTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("null", false)]
    [InlineData(null, true)]
    public async Task The_line_of_a_live_page_is_opened_by_our_own_pages_only(string? origin, bool isOurs)
    {
        using var line = new ClientWebSocket();
        line.Options.SetRequestHeader("Origin", origin ?? app.Address.GetLeftPart(UriPartial.Authority));
        var opening = line.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, default);

        if (isOurs) await opening;
        else await Assert.ThrowsAsync<WebSocketException>(() => opening);
        Assert.Equal(isOurs, line.State is WebSocketState.Open);

        Assert.Equal(isOurs ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await PostAsync("/_blazor/negotiate?negotiateVersion=1", "Origin", origin ?? app.Address.GetLeftPart(UriPartial.Authority)));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_changes_something_is_not_taken_from_another_sites_page(string header, string value)
    {
        foreach (var path in new[] { "/connexion", "/deconnexion", "/langue", "/organisation", "/auth/login", $"/api/conversations/{Guid.NewGuid()}/replies" })
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, header, value));
    }

    [Theory]
    [InlineData("/", "text/html", HttpStatusCode.OK)]
    [InlineData("/inbox", "text/html", HttpStatusCode.Redirect)]
    [InlineData("/nowhere", "text/html", HttpStatusCode.NotFound)]
    [InlineData("/app.css", "text/css", HttpStatusCode.OK)]
    [InlineData("/health/live", "*/*", HttpStatusCode.OK)]
    [InlineData("/api/conversations", "application/json", HttpStatusCode.Unauthorized)]
    public async Task Every_kind_of_answer_says_what_the_browser_may_do_with_it(string path, string accept, HttpStatusCode status)
    {
        using var response = await GetAsync(app.Client(), path, accept);

        Assert.Equal(status, response.StatusCode);
        AssertGuarded(response);
    }

    [Fact]
    public async Task Refused_answers_and_pages_for_wrong_roles_are_guarded_too()
    {
        using var viewer = await Callers.ClientAsync(app, "viewer");
        using var forbidden = await GetAsync(viewer, "/operations", "text/html");
        using var unsigned = await viewer.PostAsync("/deconnexion", new FormUrlEncodedContent([]));
        using var mine = await GetAsync(viewer, "/api/conversations", "application/json");

        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.DoesNotContain("table", await forbidden.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.BadRequest, unsigned.StatusCode);
        foreach (var answer in new[] { forbidden, unsigned, mine }) AssertGuarded(answer);
        Assert.True(mine.Headers.CacheControl?.NoStore, "What a person is shown stays out of caches");
    }

    [Fact]
    public async Task Pages_carry_no_script_or_style_of_their_own_and_a_fresh_nonce()
    {
        var nonces = new HashSet<string>();
        foreach (var path in new[] { "/", "/connexion", "/inscription/vendeur", "/demo", "/demo/boite", "/nowhere" })
        {
            using var response = await GetAsync(app.Client(), path, "text/html");
            var html = await response.Content.ReadAsStringAsync();
            var nonce = Nonce().Match(response.Headers.GetValues("Content-Security-Policy").Single()).Groups[1].Value;

            Assert.True(nonces.Add(nonce), path);
            Assert.All(Script().Matches(html), script => Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(script.Value), StringComparison.Ordinal));
            Assert.All(Script().Matches(html), script => Assert.Equal("", script.Groups[1].Value.Trim()));
            Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|javascript:", html);
        }
    }

    [Fact]
    public async Task Session_cookies_are_out_of_reach_of_scripts_and_other_sites()
    {
        using var guest = new Guest(app);
        await guest.OpenAsync("/connexion");
        await guest.SignInAsync("agent@relais.demo");
        var cookies = guest.Cookies.GetAllCookies();

        Assert.Contains(cookies, cookie => cookie.Name == "relais");
        Assert.All(cookies.Where(cookie => cookie.Name.StartsWith("relais", StringComparison.Ordinal) || cookie.Name.Contains("Antiforgery", StringComparison.Ordinal)), cookie => Assert.True(cookie.HttpOnly, cookie.Name));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/%09/evil.example/../..//evil.example@x")]
    [InlineData("/\t/evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("http://relais@evil.example")]
    public async Task Whoever_signs_in_stays_on_this_site(string returnUrl)
    {
        Assert.DoesNotMatch(@"^(?!/)|^/[/\\\s]", LocalUrl.OrHome(returnUrl));

        using var guest = new Guest(app);
        await guest.SignInAsync("viewer@relais.demo", returnUrl: returnUrl);
        Assert.Equal(app.Address.Authority, guest.Address.Authority);
    }

    [Fact]
    public async Task Too_much_is_refused_before_it_is_read()
    {
        using var client = app.Client();
        using var form = await client.PostAsync("/connexion", new StringContent(new string('x', 70_000), new MediaTypeHeaderValue("application/x-www-form-urlencoded")));
        Assert.True(form.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, $"{form.StatusCode}");
        using var login = await client.PostAsync("/auth/login", new StringContent($$"""{"email":"{{new string('x', 70_000)}}"}""", new MediaTypeHeaderValue("application/json")));
        Assert.True(login.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, $"{login.StatusCode}");

        using var webhook = await client.PostAsync("/api/whatsapp/webhook", new ByteArrayContent(new byte[1_000_000]));
        Assert.Equal(HttpStatusCode.Unauthorized, webhook.StatusCode);
        // Asked first and sent only if wanted: who floods without asking finds the line closed while still writing.
        using var asking = new HttpRequestMessage(HttpMethod.Post, "/api/whatsapp/webhook") { Content = new ByteArrayContent(new byte[3_600_000]), Headers = { ExpectContinue = true } };
        using var flood = await client.SendAsync(asking);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, flood.StatusCode);

        using var headers = new HttpRequestMessage(HttpMethod.Get, "/");
        headers.Headers.Add("X-Long", new string('x', 20_000));
        using var refused = await client.SendAsync(headers);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, refused.StatusCode);
    }

    [Fact]
    public void Server_and_circuits_have_their_limits()
    {
        var server = app.Get<IOptions<KestrelServerOptions>>().Value;
        var circuits = app.Get<IOptions<CircuitOptions>>().Value;

        Assert.False(server.AddServerHeader);
        Assert.Equal(64 * 1024, server.Limits.MaxRequestBodySize);
        Assert.Equal(TimeSpan.FromSeconds(10), server.Limits.RequestHeadersTimeout);
        Assert.NotNull(server.Limits.MinRequestBodyDataRate);
        Assert.NotNull(server.Limits.MinResponseDataRate);
        Assert.NotNull(server.Limits.MaxConcurrentConnections);
        Assert.NotNull(server.Limits.MaxConcurrentUpgradedConnections);
        Assert.InRange(server.Limits.Http2.MaxStreamsPerConnection, 1, 100);
        Assert.False(circuits.DetailedErrors);
        Assert.InRange(circuits.DisconnectedCircuitMaxRetained, 1, 500);
        Assert.InRange(circuits.MaxBufferedUnacknowledgedRenderBatches, 1, 10);
    }

    [Fact]
    public async Task A_message_of_more_than_32_KB_ends_the_line()
    {
        using var line = await OpenLineAsync(app.Address);
        await line.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        await line.ReceiveAsync(new byte[1024], default);
        await line.SendAsync(new byte[] { 0xFF, 0xFF, 0x03 }.Concat(new byte[70_000]).ToArray(), WebSocketMessageType.Binary, true, default);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (line.State is WebSocketState.Open)
            if ((await line.ReceiveAsync(new byte[4096], patience.Token)).MessageType is WebSocketMessageType.Close) return;
    }

    [Fact]
    public async Task One_visitor_holds_only_so_many_live_pages()
    {
        await using var node = await app.StartNodeAsync(("PLATFORM_LIMIT_PAGES", "2"));
        using var first = await OpenLineAsync(node.Address);
        using (await OpenLineAsync(node.Address))
            Assert.Contains("429", (await Assert.ThrowsAsync<WebSocketException>(() => OpenLineAsync(node.Address))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_demonstrated_the_demo_does_not_exist_and_only_named_proxies_are_believed()
    {
        await using var node = await app.StartNodeAsync(
            ("PLATFORM_DEMO", "false"), ("PLATFORM_PROXIES", "127.0.0.1"), ("WHATSAPP_APP_SECRET", "a-secret-of-the-test"), ("WHATSAPP_VERIFY_TOKEN", "a-token-of-the-test"));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = node.Address };

        foreach (var path in new[] { "/demo", "/Demo", "/demo/boite", $"/demo/boite/{Guid.NewGuid()}/message" })
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(client, path, "text/html")).StatusCode);
        using var emulator = await client.PostAsync("/emulators/whatsapp/v21.0/106540352242922/messages", new StringContent("{}", new MediaTypeHeaderValue("application/json")));
        Assert.True(emulator.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{emulator.StatusCode}");

        using var secure = await GetAsync(client, "/connexion", "text/html", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "198.51.100.9"));
        using var spoofed = await GetAsync(app.Client(), "/connexion", "text/html", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "198.51.100.9"));
        Assert.Contains("max-age=31536000", secure.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        Assert.All(secure.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.False(spoofed.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task What_nobody_asked_for_in_a_body_is_ignored()
    {
        using var agent = await Callers.ClientAsync(app, "agent");
        var (conversation, message) = (await Callers.ConversationAsync(app), Guid.NewGuid());
        using var response = await agent.PostAsync($"/api/conversations/{conversation}/replies", Json(
            $$"""{"id":"{{message}}","text":"Bonjour","by":"{{Guid.Empty}}","organisation_id":"{{Guid.NewGuid()}}","organisation":"{{Guid.NewGuid()}}","role":"Owner","author":"Assistant","state":"Read","at":"2001-01-01T00:00:00Z"}"""));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);

        await using var db = app.Get<PlatformDbs>().Open(DemoPeople.AtlasSneakers);
        var row = await db.Set<ThreadRow>().AsNoTracking().SingleAsync(r => r.Message == message);
        Assert.Equal((conversation, Speaker.Member, DateTimeOffset.UtcNow.Year), (row.Conversation, row.By, row.At.Year));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"id":"no guid","text":1}""")]
    [InlineData("[]")]
    [InlineData("""{"id":"0192f000-0000-7000-8000-000000000001","text":"\u0000'; drop table inbox; --"}""")]
    public async Task A_broken_body_is_a_plain_problem_without_our_insides(string body)
    {
        using var agent = await Callers.ClientAsync(app, "agent");
        using var response = await agent.PostAsync($"/api/conversations/{await Callers.ConversationAsync(app)}/replies", Json(body));
        var said = await response.Content.ReadAsStringAsync();

        Assert.InRange((int)response.StatusCode, 200, 499);
        Assert.DoesNotMatch(@"Exception|   at |Npgsql|select |insert |\.cs:", said);
        if (said.Length > 0 && response.Content.Headers.ContentType?.MediaType is "application/problem+json")
            Assert.All(JsonDocument.Parse(said).RootElement.EnumerateObject(), property => Assert.Matches("^[a-z_]+$", property.Name));
        AssertGuarded(response);
    }

    [Fact]
    public async Task A_null_character_breaks_nothing()
    {
        using var client = app.Client();
        using var login = await client.PostAsync("/auth/login", Json("""{"email":"awa\u0000@example.com","password":"x"}"""));
        Assert.InRange((int)login.StatusCode, 400, 499);
    }

    private static void AssertGuarded(HttpResponseMessage response)
    {
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch("script-src[^;]*unsafe", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(response.Headers.Contains("Referrer-Policy"));
        Assert.True(response.Headers.Contains("Permissions-Policy"));
        Assert.Equal("same-origin", response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    private static async Task<ClientWebSocket> OpenLineAsync(Uri address)
    {
        var line = new ClientWebSocket();
        await line.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/_blazor" }.Uri, default);
        return line;
    }

    private async Task<HttpStatusCode> PostAsync(string path, string header, string value)
    {
        using var client = app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json("{}") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string accept, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
