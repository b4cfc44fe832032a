using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp.Emulator;

namespace Platform.Tests.Messaging;

/// <summary>What only Meta does, and what a client of somebody else's would meet at our emulator.</summary>
public sealed class WhatsAppEmulatorTests : IAsyncLifetime, IDisposable
{
    private const string OtherNumber = "206540352242922";

    private ChannelHost host = null!;
    private HttpClient stranger = null!;

    private WhatsAppEmulator Emulator => host.Services.GetRequiredService<WhatsAppEmulator>();

    [Fact]
    public async Task Two_sellers_in_one_request_are_told_apart()
    {
        Emulator.Register(new(OtherNumber, "202290129340398", "+212522500500", "other-token", new Uri(host.Self, "webhook")));
        host.Faults.IsBatched = true;

        await Task.WhenAll(
            host.SayAsync(host.Phone(), new Said(MessageKind.Text, "chez Atlas")),
            Emulator.SayAsync(OtherNumber, Emulator.Phone(OtherNumber, "+212611111111", "Fatou"), new Said(MessageKind.Text, "chez l'autre")));

        await Eventually.TrueAsync(() => host.Read<InboundMessage>().Count == 2, "both messages");
        Assert.Single(host.Webhooks);
        Assert.Equal(
            [(WhatsAppUnderTest.Number, "chez Atlas"), (OtherNumber, "chez l'autre")],
            host.Read<InboundMessage>().Select(message => (message.Account!, message.Text)).Order());
    }

    [Fact]
    public void The_signature_of_the_known_body_is_the_known_one() => Assert.True(host.IsAuthentic(new(
        host.Self,
        _ => "sha256=1ca363dab318df784e1963b29dca91e2098e6cf2fbf0d3c14e09580a90684a61",
        """{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray())));

    [Fact]
    public async Task What_the_seller_writes_on_their_own_phone_comes_as_an_echo()
    {
        var customer = await host.CustomerAsync();

        var id = await Emulator.EchoAsync(WhatsAppUnderTest.Number, customer, "C'est Awa, je m'en occupe");

        var echo = Assert.Single(host.Read<InboundEcho>());
        Assert.Equal((id, "C'est Awa, je m'en occupe", WhatsAppUnderTest.Number), (echo.ProviderMessage, echo.Said.Text, echo.Account));
        Assert.Equal([new Address(AddressKind.Phone, customer.Number)], echo.To);
    }

    [Fact]
    public async Task A_kind_nobody_knows_yet_is_kept_by_its_name()
    {
        await Emulator.AnnounceAsync(WhatsAppUnderTest.Number, "holograms", new JsonObject { ["anything"] = 1 });

        Assert.Equal("holograms", Assert.Single(host.Read<InboundOther>()).What);
    }

    [Theory]
    [InlineData(100, """{"text":{"body":"a","colour":"red"},"type":"text","to":"212612345678"}""")]
    [InlineData(100, """{"text":{"body":"a"},"type":"text","to":"212612345678","priority":"high"}""")]
    [InlineData(100, """{"text":"a","type":"text","to":"212612345678"}""")]
    [InlineData(100, """{"type":"hologram","to":"212612345678"}""")]
    [InlineData(131008, """{"text":{"body":"a"},"type":"text"}""")]
    [InlineData(131008, """{"text":{"body":""},"type":"text","to":"212612345678"}""")]
    [InlineData(131008, """{"type":"text","to":"212612345678"}""")]
    [InlineData(131009, """{"text":{"body":7},"type":"text","to":"212612345678"}""")]
    [InlineData(131021, """{"text":{"body":"a"},"type":"text","to":"212522400400"}""")]
    [InlineData(100, """{"type":"image","image":{"id":"1","link":"https://a.example/b.jpg"},"to":"212612345678"}""")]
    [InlineData(131009, """{"type":"image","image":{"id":"4711"},"to":"212612345678"}""")]
    [InlineData(100, """{"type":"audio","audio":{"link":"https://a.example/b.mp3","caption":"non"},"to":"212612345678"}""")]
    [InlineData(131009, """{"type":"location","location":{"latitude":"91","longitude":"0"},"to":"212612345678"}""")]
    [InlineData(131008, """{"type":"contacts","contacts":[{"name":{"formatted_name":"Seul"}}],"to":"212612345678"}""")]
    [InlineData(132001, """{"type":"template","template":{"name":"inconnu","language":{"code":"fr"}},"to":"212612345678"}""")]
    [InlineData(132001, """{"type":"template","template":{"name":"commande_prete","language":{"code":"en_US"}},"to":"212612345678"}""")]
    [InlineData(132000, """{"type":"template","template":{"name":"commande_prete","language":{"code":"fr"}},"to":"212612345678"}""")]
    [InlineData(131009, """{"type":"interactive","interactive":{"type":"button","body":{"text":"a"},"action":{"buttons":[]}},"to":"212612345678"}""")]
    [InlineData(131009, """{"type":"interactive","interactive":{"type":"button","body":{"text":"a"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"Bien plus que vingt lettres"}}]}},"to":"212612345678"}""")]
    public async Task A_wrong_request_is_refused_with_the_providers_own_code(int code, string request)
    {
        var body = JsonNode.Parse(request)!.AsObject();
        body["messaging_product"] = "whatsapp";

        using var response = await stranger.PostAsJsonAsync($"{WhatsAppUnderTest.Number}/messages", body);

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(code, (int)error["code"]!);
        Assert.False(response.IsSuccessStatusCode);
        Assert.NotNull(error["fbtrace_id"]);
    }

    [Theory]
    [InlineData("""{"type":"contacts","contacts":"[{\"name\":{\"formatted_name\":\"Karim\",\"first_name\":\"K\"}}]","to":"212612345678"}""")]
    [InlineData("""{"text":{"body":"sans type"},"to":"212612345678"}""")]
    [InlineData("""{"type":"text","text":{"body":"sans plus"},"to":"+212612345678","recipient_type":"individual"}""")]
    [InlineData("""{"type":"reaction","reaction":{"message_id":"wamid.1","emoji":""},"to":"212612345678"}""")]
    public async Task What_other_clients_write_differently_is_taken(string request)
    {
        var body = JsonNode.Parse(request)!.AsObject();
        body["messaging_product"] = "whatsapp";

        using var response = await stranger.PostAsJsonAsync($"{WhatsAppUnderTest.Number}/messages", body);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_that_is_no_json_and_a_missing_bearer_are_refused()
    {
        using var garbage = new StringContent("{", Encoding.UTF8, "application/json");
        using var garbled = await stranger.PostAsync($"{WhatsAppUnderTest.Number}/messages", garbage);
        Assert.Equal(HttpStatusCode.BadRequest, garbled.StatusCode);

        stranger.DefaultRequestHeaders.Authorization = null;
        using var nobody = await stranger.PostAsJsonAsync($"{WhatsAppUnderTest.Number}/messages", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task A_wrong_proof_of_the_apps_secret_is_refused()
    {
        using var response = await stranger.GetAsync($"{WhatsAppUnderTest.Number}?appsecret_proof=00");
        Assert.Contains("appsecret_proof", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_file_can_be_sent_up_looked_at_fetched_and_removed_with_the_bearer_only()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent("image/jpeg"), "type" },
            { new ByteArrayContent(Messages.Photo), "file", "photo.jpg" },
        };
        using var uploaded = await stranger.PostAsync($"{WhatsAppUnderTest.Number}/media", form);
        var id = (string)JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!["id"]!;

        var note = JsonNode.Parse(await stranger.GetStringAsync(id))!;
        Assert.Equal(("image/jpeg", Messages.Photo.Length), ((string)note["mime_type"]!, (int)note["file_size"]!));
        Assert.Equal(Messages.Photo, await stranger.GetByteArrayAsync((string)note["url"]!));

        using var nobody = new HttpClient();
        using var refused = await nobody.GetAsync((string)note["url"]!);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        using var removed = await stranger.DeleteAsync(id);
        Assert.True(removed.IsSuccessStatusCode);
        using var gone = await stranger.GetAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, gone.StatusCode);
    }

    [Fact]
    public async Task A_template_is_created_approved_and_announced_then_sent()
    {
        using var created = await stranger.PostAsJsonAsync($"{WhatsAppUnderTest.Business}/message_templates", new
        {
            name = "nouvelle_vente",
            language = "fr",
            category = "utility",
            parameter_format = "named",
            components = new[] { new { type = "BODY", text = "Bravo {{nom}}, une vente !", example = new { body_text_named_params = new[] { new { param_name = "nom", example = "Awa" } } } } },
        });
        Assert.Contains("PENDING", await created.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => host.Read<TemplateNews>() is [{ Aspect: TemplateAspect.Status, To: "APPROVED", Name: "nouvelle_vente", Business: WhatsAppUnderTest.Business }], "the approval");

        var someone = host.Phone();
        var id = await host.SendAsync(someone, new Content.Template("nouvelle_vente", "fr") { Body = [new("Awa", "nom")] });

        await Eventually.TrueAsync(() => someone.Lines.Any(line => line.Id == id && line.Text == "Bravo Awa, une vente !"), "the template on the phone");
    }

    public async Task InitializeAsync()
    {
        host = await ChannelHost.StartAsync(new WhatsAppUnderTest());
        stranger = new() { BaseAddress = new Uri(host.Self, WhatsAppEmulator.Path + "/v25.0/"), DefaultRequestHeaders = { Authorization = new("Bearer", "token") } };
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => stranger.Dispose();
}
