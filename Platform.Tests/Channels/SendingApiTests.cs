using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Demo;
using Platform.Web.Identity;

namespace Platform.Tests.Channels;

/// <summary>What programs send arrives on phones, by the rules of the screen, and stands in the thread.</summary>
public sealed class SendingApiTests(App app) : IClassFixture<App>, IAsyncLifetime
{
    private readonly HttpClient client = app.Client();

    private WhatsAppEmulator Meta => app.Get<WhatsAppEmulator>();

    public async Task InitializeAsync()
    {
        using var answer = await client.PostAsJsonAsync("/auth/login", new { email = "owner@relais.demo", password = DemoPeople.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    [Fact]
    public async Task A_message_is_accepted_once_per_key_and_arrives()
    {
        var phone = await ListeningAsync("+212600400001");
        var (status, first) = await PostAsync("send-message", new { to_phone = "212600400001", message = "Votre colis est prêt", preview_url = false }, key: "one");
        var (_, second) = await PostAsync("send-message", new { to_phone = "+212600400001", message = "Votre colis est prêt" }, key: "one");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(first.GetProperty("message_id").GetGuid(), second.GetProperty("message_id").GetGuid());
        await SixAtOnce.ReadAsync(app);
        Assert.Single(phone.Lines, line => line.Text == "Votre colis est prêt");
        Assert.Equal("1", await app.TextAsync("select count(*) from thread where text = 'Votre colis est prêt'"));
    }

    [Fact]
    public async Task Someone_who_never_wrote_gets_no_free_text_but_an_approved_one()
    {
        Meta.AddTemplate(DemoMode.AccountId, "colis_pret", "fr", "UTILITY", """[{"type":"BODY","text":"Bonjour {{1}}, votre colis est prêt."}]""");
        var phone = Meta.Phone(DemoMode.NumberId, "+212600400002", "Inès");
        string[] blanks = ["Inès"];

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("send-message", new { to_phone = "+212600400002", message = "Bonjour" })).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("send-template", new { to_phone = "+212600400002", template_name = "colis_pret", language_code = "fr", parameters = blanks })).Status);

        await SixAtOnce.ReadAsync(app);
        Assert.Contains(phone.Lines, line => line.Text.Contains("Bonjour Inès, votre colis est prêt.", StringComparison.Ordinal));
        Assert.Equal("+212600400002", await app.TextAsync("select phone from inbox i join thread t using (conversation) where t.text = 'colis_pret · Inès'"));
    }

    [Fact]
    public async Task Goods_are_shown_inside_WhatsApp_and_the_same_catalogue_is_filled_again()
    {
        object[] shoes = [new { id = "SAMBA-42", name = "Samba OG 42", price = 949.5m, currency = "MAD", url = "https://shop.example/samba" }];
        var (status, first) = await PostAsync("create-catalog", new { name = "Atlas Sneakers", products = shoes });
        var (_, second) = await PostAsync("create-catalog", new { name = "Another name", products = shoes });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(first.GetProperty("created").GetBoolean());
        Assert.False(second.GetProperty("created").GetBoolean());
        Assert.Equal(first.GetProperty("catalog_id").GetString(), second.GetProperty("catalog_id").GetString());
        Assert.NotEmpty(second.GetProperty("handles").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"name":"","products":[{"id":"1","name":"Samba","price":1,"currency":"MAD"}]}""")]
    [InlineData("""{"name":"Shop","products":[]}""")]
    [InlineData("""{"name":"Shop","products":[{"id":"1","name":"Samba","price":0,"currency":"MAD"}]}""")]
    [InlineData("""{"name":"Shop","products":[{"id":"1","name":"Samba","price":0.5,"currency":"XAF"}]}""")]
    [InlineData("""{"name":"Shop","products":[{"id":"1","name":"Samba","price":1,"currency":"USD"}]}""")]
    [InlineData("""{"name":"Shop","products":[{"id":"1","name":"Samba","price":1,"currency":"MAD","url":"javascript:alert(1)"}]}""")]
    [InlineData("""{"name":"Shop","products":[{"id":"1","name":"Samba","price":1,"currency":"MAD"},{"id":"1","name":"Gazelle","price":1,"currency":"MAD"}]}""")]
    public async Task Goods_that_cannot_be_shown_are_refused_before_anything_is_made(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/api/whatsapp/create-catalog", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Buttons_links_and_notices_arrive_as_such()
    {
        var phone = await ListeningAsync("+212600400003");
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("send-interactive", new { to_phone = phone.Number, body_text = "On livre demain ?", buttons = new[] { new { id = "yes", title = "Oui" } } })).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("send-affiliate-link", new { to_phone = phone.Number, product_name = "Samba", affiliate_link = "https://shop.example/samba", commission_rate = 12.5 })).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("send-notification", new { to_phone = phone.Number, notification_type = "new_sale", data = new { product_name = "Samba", amount = "799 MAD", language = "darija" } })).Status);

        await SixAtOnce.ReadAsync(app);
        Assert.Equal("Oui", phone.Lines.Single(line => line.Text == "On livre demain ?").Offers.Single().Title);
        Assert.Contains(phone.Lines, line => line.Text == "Samba\nhttps://shop.example/samba\n12.5 %");
        Assert.Contains(phone.Lines, line => line.Text == "تباعات وحدة جديدة: Samba، 799 MAD.");
    }

    [Theory]
    [InlineData("send-message", """{"to_phone":"abc","message":"x"}""", "invalid_phone")]
    [InlineData("send-notification", """{"to_phone":"+212600400009","notification_type":"surprise","data":{}}""", "unknown_notification_type")]
    [InlineData("send-interactive", """{"to_phone":"+212600400009","body_text":"x","buttons":[]}""", "invalid_buttons")]
    [InlineData("send-affiliate-link", """{"to_phone":"+212600400009","product_name":"x","affiliate_link":"javascript:alert(1)","commission_rate":1}""", "invalid_link")]
    public async Task What_cannot_be_sent_is_refused_as_problem_details(string route, string body, string type)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync($"/api/whatsapp/{route}", content);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(type, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Links_to_WhatsApp_are_made_for_whoever_asks()
    {
        Assert.Equal("https://wa.me/?text=Regarde%20https%3A%2F%2Fshop.example", (await client.GetFromJsonAsync<JsonElement>("/api/whatsapp/share-url?text=Regarde&url=https://shop.example")).GetProperty("url").GetString());
        Assert.Equal("https://wa.me/212600400001?text=Salam", (await client.GetFromJsonAsync<JsonElement>("/api/whatsapp/direct-url?phone=%2B212600400001&text=Salam")).GetProperty("url").GetString());
    }

    public Task DisposeAsync()
    {
        client.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A customer who has just written, so that words may be sent to them.</summary>
    private async Task<EmulatedPhone> ListeningAsync(string number)
    {
        var phone = Meta.Phone(DemoMode.NumberId, number, "Inès");
        await Meta.WriteAsync(DemoMode.NumberId, phone, "Bonjour");
        await SixAtOnce.ReadAsync(app);
        return phone;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string route, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/whatsapp/{route}") { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
