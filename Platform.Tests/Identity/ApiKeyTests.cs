using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.ApiKeys;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Tests.Identity;

public sealed class ApiKeyTests(App app) : IClassFixture<App>
{
    private KeyCabinet Keys => app.Get<KeyCabinet>();

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_nothing_else()
    {
        var me = await LeaderAsync("scoped");
        var secret = (await Keys.CreateAsync(me, "Site", [Scopes.ConversationsRead], default)).Secret!;

        Assert.Equal(HttpStatusCode.OK, await GetAsync("/api/conversations", secret));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync($"/api/conversations/{Guid.NewGuid()}/replies", secret));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("/reglages/journal.csv", secret));
    }

    [Fact]
    public void Every_scope_that_is_offered_opens_something()
    {
        var asked = app.Get<EndpointDataSource>().Endpoints.SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<RequiredScope>()).Select(required => required.Scope);
        Assert.Equal(Scopes.All.Order(), asked.Distinct().Order());
    }

    [Fact]
    public async Task Nobody_and_a_made_up_key_get_401_as_problem_details()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/api/conversations", secret: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/api/conversations", ApiKey.NewSecret()));
    }

    [Fact]
    public async Task A_revoked_key_is_dead_at_once_and_its_successor_lives()
    {
        var me = await LeaderAsync("revoked");
        var old = (await Keys.CreateAsync(me, "Site", [Scopes.ConversationsRead], default)).Secret!;
        var key = (await Keys.ReadAsync(me.Organisation, default)).Single();
        var renewed = (await Keys.RenewAsync(me, key.Id, default)).Secret!;
        Assert.Equal("keys.too_many", (await Keys.RenewAsync(me, key.Id, default)).Refusal?.Code);
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/api/conversations", old));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/api/conversations", renewed));

        Assert.Null(await Keys.RevokeAsync(me, key.Id, default));

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/api/conversations", old));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/api/conversations", renewed));
    }

    [Fact]
    public async Task The_secret_is_nowhere_in_the_database()
    {
        var me = await LeaderAsync("hidden");
        var secret = (await Keys.CreateAsync(me, "Site", [Scopes.ConversationsRead], default)).Secret!;
        var key = (await Keys.ReadAsync(me.Organisation, default)).Single();

        Assert.True(secret.Length >= 46);
        Assert.DoesNotContain(secret, JsonSerializer.Serialize(key), StringComparison.Ordinal);
        Assert.StartsWith(key.Prefix, secret, StringComparison.Ordinal);
        Assert.Equal(ApiKey.Fingerprint(secret), key.Hash);
    }

    [Fact]
    public async Task Keys_belong_to_their_organisation()
    {
        var mine = await LeaderAsync("keysmine");
        var theirs = await LeaderAsync("keystheirs");
        await Keys.CreateAsync(theirs, "Site", [Scopes.ConversationsRead], default);
        var key = (await Keys.ReadAsync(theirs.Organisation, default)).Single();

        Assert.Null(await Keys.RevokeAsync(mine, key.Id, default));
        Assert.Equal("keys.gone", (await Keys.RenewAsync(mine, key.Id, default)).Refusal?.Code);
        Assert.Single(await Keys.ReadAsync(theirs.Organisation, default));
        Assert.Empty(await Keys.ReadAsync(mine.Organisation, default));
    }

    [Fact]
    public async Task Who_does_not_lead_makes_no_key()
    {
        var (_, shop) = await app.AddPersonAsync("keyboss");
        var (agent, _) = await app.AddPersonAsync("keyagent", Role.Agent, shop);
        Assert.Equal("keys.not_allowed", (await Keys.CreateAsync(await app.AtWorkAsync(agent, shop), "Site", [Scopes.ConversationsRead], default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_program_signs_in_with_a_password_and_its_token_dies_with_the_session()
    {
        var (user, shop) = await app.AddPersonAsync("program");
        using var client = app.Client();
        using var response = await client.PostAsJsonAsync("/auth/login", new { email = "program@example.com", password = People.Password });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        var token = body.GetProperty("token").GetString()!;

        Assert.Equal(user.Id, body.GetProperty("user").GetProperty("id").GetGuid());
        Assert.Equal(shop.Value, body.GetProperty("user").GetProperty("organization_id").GetGuid());
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/api/conversations", token));

        await using var db = app.Get<PlatformDbs>().OpenAcross();
        var session = await db.Set<LoginSession>().Where(s => s.UserId == user.Id).Select(s => s.Id).SingleAsync();
        await app.Get<LoginSessions>().EndAsync(user.Id, session, default);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/api/conversations", token));
    }

    [Theory]
    [InlineData("program2@example.com", "wrong wrong", "invalid_credentials")]
    [InlineData("nobody2@example.com", "wrong wrong", "invalid_credentials")]
    public async Task A_wrong_password_is_a_problem_without_a_reason(string email, string password, string type)
    {
        using var client = app.Client();
        using var response = await client.PostAsJsonAsync("/auth/login", new { email, password });
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(type, problem.GetProperty("type").GetString());
    }

    private async Task<Member> LeaderAsync(string name)
    {
        var (user, shop) = await app.AddPersonAsync(name);
        return await app.AtWorkAsync(user, shop);
    }

    private async Task<HttpStatusCode> GetAsync(string address, string? secret) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, address), secret);

    private async Task<HttpStatusCode> PostAsync(string address, string secret) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { id = Guid.NewGuid(), text = "Bonjour" }) }, secret);

    private async Task<HttpStatusCode> SendAsync(HttpRequestMessage request, string? secret)
    {
        using var client = app.Client();
        if (secret is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using (request)
        using (var response = await client.SendAsync(request)) return response.StatusCode;
    }
}
