using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Platform.Tests.Identity;

/// <summary>Somebody with a plain browser: keeps cookies, fills in the forms they are shown, follows where they are led.</summary>
internal sealed class Guest : IDisposable
{
    private readonly HttpClient http;

    public Guest(App app)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
    }

    public CookieContainer Cookies { get; } = new();
    public HttpStatusCode Status { get; private set; }
    public Uri Address { get; private set; } = null!;
    public IDocument Page { get; private set; } = null!;

    /// <summary>What the page tells them: titles, notices and faults.</summary>
    public string Told => string.Join(" | ", Page.QuerySelectorAll("h1, .notice, .error").Select(e => e.TextContent.Trim()));

    public async Task<Guest> OpenAsync(string address)
    {
        using var response = await http.GetAsync(address);
        await ReadAsync(response);
        return this;
    }

    /// <summary>Submits the form that has the first of these fields (or the first form), with everything hidden in it.</summary>
    public async Task<Guest> SubmitAsync(params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelectorAll<IHtmlFormElement>("main form, .card form")
            .First(f => fields is [] || f.QuerySelector($"[name='{fields[0].Name}']") is not null);
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(i => (i.Name!, i.Value));
        var action = form.GetAttribute("action") is { Length: > 0 } given ? new Uri(Address, given) : Address;

        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var response = await http.PostAsync(action, content);
        await ReadAsync(response);
        return this;
    }

    public async Task<Guest> SignInAsync(string email, string password = Web.Identity.DemoPeople.Password, string returnUrl = "/reglages/profil/changer-adresse")
    {
        await OpenAsync($"/connexion?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return await SubmitAsync(("Form.Email", email), ("Form.Password", password));
    }

    public bool IsAt(string path) => Address.AbsolutePath == path;

    public Task<HttpResponseMessage> PostAsync(string address, HttpContent? content) => http.PostAsync(address, content);
    public Task<HttpResponseMessage> GetAsync(string address) => http.GetAsync(address);

    public void Dispose() => http.Dispose();

    private async Task ReadAsync(HttpResponseMessage response)
    {
        Status = response.StatusCode;
        Address = response.RequestMessage!.RequestUri!;
        Page = await BrowsingContext.New().OpenAsync(async r => r.Content(await response.Content.ReadAsStringAsync()));
    }
}
