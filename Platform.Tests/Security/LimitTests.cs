using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Web.Identity;

namespace Platform.Tests.Security;

/// <summary>How much one address, one key and one organisation may ask of a node; whoever asks for more hears when to come back.</summary>
public sealed class LimitTests(App app) : IClassFixture<App>
{
    private const int Few = 12;

    [Fact]
    public async Task One_address_asks_only_so_much()
    {
        await using var node = await app.StartNodeAsync(("PLATFORM_LIMIT_ADDRESS", $"{Few}"));
        using var client = Client(node);

        var (answers, most) = await AskTooMuchAsync(_ => client.GetAsync("/health/live"));

        // The demo's own emulators call from the same address while they fill it.
        Assert.InRange(answers.Count(answer => answer.StatusCode is HttpStatusCode.OK), 1, most);
        Assert.All(answers.Where(answer => answer.StatusCode is not HttpStatusCode.OK), answer =>
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        });
    }

    [Fact]
    public async Task One_persons_programs_ask_only_so_much_and_anothers_go_on()
    {
        await using var node = await app.StartNodeAsync(("PLATFORM_LIMIT_API", $"{Few}"));
        using var owner = await ProgramOfAsync(node, "owner@relais.demo");
        using var admin = await ProgramOfAsync(node, "admin@relais.demo");

        var (answers, most) = await AskTooMuchAsync(_ => owner.GetAsync("/api/conversations"));

        Assert.InRange(answers.Count(answer => answer.StatusCode is HttpStatusCode.OK), 1, most);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/conversations")).StatusCode);
    }

    [Fact]
    public async Task One_organisation_asks_only_so_much_whoever_of_it_asks_and_another_goes_on()
    {
        await using var node = await app.StartNodeAsync(("PLATFORM_LIMIT_ORGANISATION", $"{Few}"));
        using var owner = await ProgramOfAsync(node, "owner@relais.demo");
        using var admin = await ProgramOfAsync(node, "admin@relais.demo");
        using var dakar = await ProgramOfAsync(node, "dakar@relais.demo");

        var (answers, most) = await AskTooMuchAsync(n => (n % 2 == 0 ? owner : admin).GetAsync("/api/conversations"));

        Assert.InRange(answers.Count(answer => answer.StatusCode is HttpStatusCode.OK), 1, most);
        Assert.Equal(HttpStatusCode.OK, (await dakar.GetAsync("/api/conversations")).StatusCode);
    }

    /// <summary>Asks until somebody is told to come later.</summary>
    /// <returns>What was answered, and how much of it may have been a yes: the purse holds a few, and gets one more every second.</returns>
    private static async Task<(List<HttpResponseMessage> Answers, int Most)> AskTooMuchAsync(Func<int, Task<HttpResponseMessage>> ask)
    {
        var (answers, since) = (new List<HttpResponseMessage>(), Stopwatch.StartNew());
        while (!answers.Exists(answer => answer.StatusCode is HttpStatusCode.TooManyRequests))
            answers.AddRange(await Task.WhenAll(Enumerable.Range(answers.Count, 3 * Few).Select(ask)));

        return (answers, Few + (int)since.Elapsed.TotalSeconds + 1);
    }

    private static HttpClient Client(App.Node node) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = node.Address };

    private static async Task<HttpClient> ProgramOfAsync(App.Node node, string email)
    {
        var client = Client(node);
        using var answer = await client.PostAsJsonAsync("/auth/login", new { email, password = DemoPeople.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
