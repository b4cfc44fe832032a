using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.Twilio.Emulator;
using Platform.Integrations.Messaging.Wati.Emulator;
using Platform.Web.Channels;
using Platform.Web.Identity;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Channels;

/// <summary>A shop whose numbers are at Wati and at Twilio: from the customer's phone to the thread, and back to its ticks.</summary>
public sealed class ThreeProvidersTests(App app) : IClassFixture<App>, IDisposable
{
    private const string Tenant = "325467";
    private const string Secret = "a-long-secret-at-the-end-of-the-path";
    private const string Sid = "AC0123456789abcdef0123456789abcdef";
    private const string Number = "+212522700700";

    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task A_customer_at_Wati_is_answered()
    {
        var emulator = app.Get<WatiEmulator>();
        emulator.Register(new(Tenant, "wati-token", "+212522600600", new Uri(client.BaseAddress!, $"/api/wati/webhook/{Tenant}/{Secret}")));
        await ConnectAsync("wati", Tenant, null, new("wati-token", Secret, new Uri(client.BaseAddress!, WatiEmulator.Path)));
        var phone = emulator.Phone(Tenant, "+212611000001", "Salma de Wati");

        await emulator.SayAsync(Tenant, phone, new Said(MessageKind.Text, "Salam de Wati"));

        // What Wati tells of a delivery is sometimes faster than its answer to our call, and is then kept until we know the message.
        await AnswerAsync(phone, "Salam de Wati", "Sent", "Delivered");
    }

    [Fact]
    public async Task A_customer_at_Twilio_is_answered()
    {
        var emulator = app.Get<TwilioEmulator>();
        emulator.Register(new(Sid, "twilio-token", Number, new Uri(client.BaseAddress!, "/api/twilio/webhook")));
        await ConnectAsync("twilio", Number, Sid, new("twilio-token"));
        var phone = emulator.Phone(Sid, "+212611000002", "Salma de Twilio");

        await emulator.SayAsync(Sid, phone, new Said(MessageKind.Text, "Salam de Twilio"));

        await AnswerAsync(phone, "Salam de Twilio", "Delivered");
    }

    [Theory]
    [InlineData("/api/wati/webhook/325467/guess")]
    [InlineData("/api/wati/webhook/999999/a-long-secret-at-the-end-of-the-path")]
    [InlineData("/api/twilio/webhook")]
    [InlineData("/api/twilio/webhook/reference")]
    public async Task Whoever_cannot_prove_it_is_turned_away(string address)
    {
        using var body = new StringContent("""{"eventType":"message","waId":"212611000009","id":"1","text":"faux"}""");
        using var response = await client.PostAsync(address, body);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
    }

    public void Dispose() => client.Dispose();

    private async Task ConnectAsync(string provider, string externalId, string? account, ChannelSecrets secrets) => await app.Get<ChannelDirectory>().AddAsync(DemoPeople.AtlasSneakers, new Channel
    {
        OrganisationId = DemoPeople.AtlasSneakers.Value,
        Id = Guid.CreateVersion7(),
        Provider = provider,
        ExternalId = externalId,
        AccountId = account,
        DisplayName = provider,
        Secrets = await app.Get<Keyring>().SealAsync(DemoPeople.AtlasSneakers, secrets.Write(), CancellationToken.None),
        State = ChannelState.Live,
        CreatedAt = DateTimeOffset.UtcNow,
    }, CancellationToken.None);

    private async Task AnswerAsync(EmulatedPhone phone, string said, params string[] settles)
    {
        Task<string> ThreadAsync(string what) => app.TextAsync($"select {what} from thread where text = '{said}'");
        await Eventually.TrueAsync(async () => await ThreadAsync("count(*)") == "1", "the message in the thread");

        var reply = new MessageId(Guid.CreateVersion7());
        var conversation = new ConversationId(Guid.Parse(await ThreadAsync("conversation::text")));
        var awa = new MemberId(Guid.Parse(await app.TextAsync("select id::text from users where email = 'agent@relais.demo'")));
        var decision = await app.Get<Streams>().HandleAsync(
            conversation, new QueueReply(reply, awa, new(await PersonAsync(conversation), $"Réponse à {said}")),
            new Actor(DemoPeople.AtlasSneakers, ActorKind.Member, Role.Agent, awa.Value), CancellationToken.None);
        Assert.Null(decision.Refusal);

        await Eventually.TrueAsync(() => phone.Lines.Any(line => line is { FromCustomer: false } && line.Text == $"Réponse à {said}"), $"the answer on the phone, instead of {string.Join(", ", phone.Lines.Select(line => line.Text))}");
        await Eventually.TrueAsync(async () => settles.AsEnumerable().Contains(await app.TextAsync($"select state from thread where message = '{reply.Value}'")), $"the reply {string.Join(" or ", settles)}");
    }

    private async Task<Guid> PersonAsync(ConversationId conversation) => Guid.Parse(await app.TextAsync($"select contact::text from inbox where conversation = '{conversation.Value}'"));
}
