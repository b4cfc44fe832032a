using System.Net;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.Twilio.Emulator;
using Platform.Integrations.Messaging.Wati.Emulator;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Identity;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Channels;

/// <summary>Wati's and Twilio's webhooks come in by doors of their own and end in the same threads; what we answer goes out by the same channel.</summary>
public sealed class EveryProvidersWebhooksTests(App app) : IClassFixture<App>, IAsyncLifetime
{
    private const string Tenant = "325467";
    private const string WatiSecret = "the-end-of-an-address-nobody-guesses";
    private const string Sid = "AC0123456789abcdef0123456789abcdef";
    private const string TwilioNumber = "+212522700700";
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    private WatiEmulator Wati => app.Get<WatiEmulator>();
    private TwilioEmulator Twilio => app.Get<TwilioEmulator>();

    public async Task InitializeAsync()
    {
        Wati.Register(new(Tenant, "wati-token", "+212522600600", new Uri(app.Address, $"/api/wati/webhook/{Tenant}/{WatiSecret}")));
        Twilio.Register(new(Sid, "twilio-token", TwilioNumber, new Uri(app.Address, "/api/twilio/webhook")));

        if (await app.Get<ChannelDirectory>().FindAsync("wati", Tenant, CancellationToken.None) is not null) return;
        await AddAsync("wati", Tenant, null, new Uri(app.Address, WatiEmulator.Path).ToString(), new ChannelSecrets("wati-token", WatiSecret));
        await AddAsync("twilio", TwilioNumber, Sid, null, new ChannelSecrets("twilio-token"));
    }

    [Fact]
    public async Task A_customer_on_Wati_is_heard_answered_and_ticked()
    {
        var phone = Wati.Phone(Tenant, "+212612000001", "Nadia");
        await Wati.SayAsync(Tenant, phone, new Said(MessageKind.Text, "Salam, kayna taille 38?"));

        await AnswerAsync("+212612000001", "Oui, il en reste deux.");
        await Eventually.TrueAsync(() => phone.Lines.Any(line => line.Text == "Oui, il en reste deux."), "the phone shows the answer");
        await Eventually.EqualAsync("Delivered", () => app.TextAsync("select state from thread where text = 'Oui, il en reste deux.'"));
    }

    [Fact]
    public async Task A_customer_on_Twilio_is_heard_answered_and_ticked()
    {
        var phone = Twilio.Phone(Sid, "+212612000002", "Omar");
        await Twilio.SayAsync(Sid, phone, new Said(MessageKind.Text, "Bonjour, vous livrez à Fès ?"));

        await AnswerAsync("+212612000002", "Oui, demain.");
        await Eventually.TrueAsync(() => phone.Lines.Any(line => line.Text == "Oui, demain."), "the phone shows the answer");
        await Eventually.EqualAsync("Delivered", () => app.TextAsync("select state from thread where text = 'Oui, demain.'"));
    }

    [Theory]
    [InlineData($"/api/wati/webhook/{Tenant}/a-guess-of-the-secret-of-some-length")]
    [InlineData($"/api/wati/webhook/999999/{WatiSecret}")]
    [InlineData("/api/twilio/webhook")]
    [InlineData("/api/twilio/webhook/some-reference")]
    public async Task Whoever_does_not_know_the_secret_is_refused_and_not_kept(string address)
    {
        await SixAtOnce.ReadAsync(app);
        var before = await app.TextAsync("select count(*) from deliveries");
        using var client = app.Client();
        using var body = address.Contains("twilio", StringComparison.Ordinal)
            ? (HttpContent)new FormUrlEncodedContent([new("MessageSid", "SMforged"), new("AccountSid", Sid), new("From", "whatsapp:+212600000009"), new("To", $"whatsapp:{TwilioNumber}"), new("Body", "forged")])
            : new StringContent("""{"eventType":"message","whatsappMessageId":"wamid.forged","waId":"212600000009","text":"forged","type":"text"}""");

        using var response = await client.PostAsync(address, body);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(before, await app.TextAsync("select count(*) from deliveries"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task AnswerAsync(string phone, string text)
    {
        await Eventually.EqualAsync("1", () => app.TextAsync($"select count(*) from inbox where phone = '{phone}'"));
        var conversation = new ConversationId(Guid.Parse(await app.TextAsync($"select conversation from inbox where phone = '{phone}'")));
        var member = Guid.Parse(await app.TextAsync("select id from users where email = 'agent@relais.demo'"));
        var contact = Guid.Parse(await app.TextAsync($"select contact from inbox where phone = '{phone}'"));

        var decision = await app.Get<Streams>().HandleAsync(
            conversation, new QueueReply(new MessageId(Guid.CreateVersion7()), new MemberId(member), new Personal(contact, text)),
            new Platform.Domain.EventSourcing.Actor(Shop, Platform.Domain.EventSourcing.ActorKind.Member, Role.Agent, member));
        Assert.Null(decision.Refusal);
    }

    private async Task AddAsync(string provider, string external, string? account, string? server, ChannelSecrets secrets) => await app.Get<ChannelDirectory>().AddAsync(Shop, new Channel
    {
        OrganisationId = Shop.Value,
        Id = Guid.CreateVersion7(),
        Provider = provider,
        ExternalId = external,
        AccountId = account,
        Server = server,
        DisplayName = provider,
        Secrets = await secrets.SealAsync(app.Get<Keyring>(), Shop, CancellationToken.None),
        State = ChannelState.Live,
        CreatedAt = DateTimeOffset.UtcNow,
    }, CancellationToken.None);
}
