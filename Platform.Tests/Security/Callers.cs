using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Platform.Tests.Identity;
using Platform.Web.Conversations;
using Platform.Web.Identity;
using Platform.Web.Identity.ApiKeys;
using Platform.Web.Store;

namespace Platform.Tests.Security;

/// <summary>Everybody who may come to a door: nobody, each role, the owner of another shop, and keys.</summary>
internal sealed class Callers : IDisposable
{
    private readonly List<Caller> all = [];

    public IReadOnlyList<Caller> All => all;

    public static async Task<Callers> GatherAsync(App app)
    {
        var callers = new Callers();
        callers.all.Add(new("nobody", app.Client(), IsInside: false));
        foreach (var role in (string[])["viewer", "campaigns", "agent", "admin", "owner"])
            callers.all.Add(await SignedInAsync(app, role, role, isInside: true));
        callers.all.Add(await SignedInAsync(app, "influencer", "influencer", isInside: false));
        callers.all.Add(await SignedInAsync(app, "staff", "staff", isInside: false));
        callers.all.Add(await SignedInAsync(app, "other shop", "dakar", isInside: false));

        var (user, shop) = await app.AddPersonAsync("keyholder", Domain.Common.Role.Owner, DemoPeople.AtlasSneakers);
        var me = await app.AtWorkAsync(user, shop);
        foreach (var (name, scope) in new[] { ("read key", Scopes.ConversationsRead), ("write key", Scopes.MessagesWrite) })
        {
            var client = app.Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", (await app.Get<KeyCabinet>().CreateAsync(me, name, [scope], default)).Secret);
            callers.all.Add(new(name, client, IsInside: true));
        }

        return callers;
    }

    /// <summary>A conversation of the demo's shop, which the other shop must never notice.</summary>
    public static async Task<Guid> ConversationAsync(App app)
    {
        await using var db = app.Get<PlatformDbs>().Open(DemoPeople.AtlasSneakers);
        return await db.Set<InboxRow>().Where(row => row.Name == "Salma Bennani").Select(row => row.Conversation).FirstAsync();
    }

    public static async Task<HttpClient> ClientAsync(App app, string person)
    {
        using var guest = new Guest(app);
        await guest.SignInAsync($"{person}@relais.demo");
        var client = app.Client();
        client.DefaultRequestHeaders.Add("Cookie", guest.Cookies.GetCookieHeader(app.Address));
        return client;
    }

    public void Dispose()
    {
        foreach (var caller in all) caller.Http.Dispose();
    }

    private static async Task<Caller> SignedInAsync(App app, string name, string person, bool isInside) => new(name, await ClientAsync(app, person), isInside);
}

/// <param name="IsInside">Belongs to the shop whose conversation is asked for.</param>
internal sealed record Caller(string Name, HttpClient Http, bool IsInside)
{
    /// <summary>The status in short, with where a redirect leads.</summary>
    public async Task<(string Answer, string Body)> AskAsync(string method, string path, bool isApi)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(isApi ? "application/json" : "text/html"));
        if (method is not "GET") request.Content = isApi ? Json(path) : new FormUrlEncodedContent([]);

        using var response = await Http.SendAsync(request);
        var answer = $"{(int)response.StatusCode}";
        if (response.Headers.Location is { } to) answer += $" {(to.IsAbsoluteUri ? to.AbsolutePath : to.OriginalString.Split('?')[0])}";
        return (answer, await response.Content.ReadAsStringAsync());
    }

    private static StringContent Json(string path) => new(
        path.EndsWith("/replies", StringComparison.Ordinal) ? $$"""{"id":"{{Guid.NewGuid()}}","text":"Bonjour"}""" : "{}", new MediaTypeHeaderValue("application/json"));
}
