using System.Net;
using System.Text.Json.Nodes;

namespace Platform.Tests.Channels;

public sealed class WebhookTests(App app) : IClassFixture<App>, IDisposable
{
    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task What_is_not_signed_by_the_provider_is_refused_and_not_kept()
    {
        var before = await DeliveriesAsync();
        using var response = await client.PostAsync(MetaWebhook.Path, new ByteArrayContent(MetaWebhook.Message("wamid.forged", "212600000001", "bonjour")));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(before, await DeliveriesAsync());
    }

    [Fact]
    public async Task More_than_a_provider_ever_sends_is_refused()
    {
        using var response = await MetaWebhook.PostAsync(client, new byte[4_000_000]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task The_same_message_four_times_at_once_is_one()
    {
        var body = MetaWebhook.Message("wamid.four", "212600000004", "une fois");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MetaWebhook.DeliverAsync(client, body)));

        await SixAtOnce.ReadAsync(app);
        Assert.Equal("1", await app.TextAsync("select count(*) from thread where provider_message = 'wamid.four'"));
        Assert.Equal("1", await app.TextAsync("select unread from inbox where phone = '+212600000004'"));
    }

    [Fact]
    public async Task Six_different_and_six_equal_messages_at_once_are_one_conversation_with_six()
    {
        const int Rounds = 30;
        await Parallel.ForAsync(0, Rounds, async (round, _) => await SixAtOnce.PostAsync(client, round));

        await SixAtOnce.ReadAsync(app);
        for (var round = 0; round < Rounds; round++) Assert.Equal(SixAtOnce.Expected, await SixAtOnce.OutcomeAsync(app, round));
    }

    [Fact]
    public async Task A_request_with_several_entries_changes_messages_and_receipts_is_read_whole()
    {
        static JsonObject Said(int n) => MetaWebhook.TextMessage($"wamid.whole.{n}", "212600000005", $"partie {n}");
        var body = MetaWebhook.Body(
        [
            [
                MetaWebhook.Value(messages: [Said(1), Said(2)], statuses: [MetaWebhook.Status("wamid.whole.sent", "sent"), MetaWebhook.Status("wamid.whole.sent", "delivered")]),
                MetaWebhook.Value(messages: [Said(3)]),
            ],
            [MetaWebhook.Value(messages: [Said(4), Said(5)], statuses: [MetaWebhook.Status("wamid.whole.sent", "read")])],
        ]);

        await MetaWebhook.DeliverAsync(client, body);
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("partie 1, partie 2, partie 3, partie 4, partie 5", await app.TextAsync("select string_agg(text, ', ' order by version) from thread where provider_message like 'wamid.whole.%'"));
        Assert.Equal("Delivered, Read, Sent", await app.TextAsync("select string_agg(receipt, ', ' order by receipt) from early_receipts where provider_message = 'wamid.whole.sent'"));
    }

    [Fact]
    public async Task A_part_about_a_number_nobody_connected_does_not_keep_the_others_from_being_read()
    {
        var body = MetaWebhook.Body(
        [[
            MetaWebhook.Value(messages: [MetaWebhook.TextMessage("wamid.other.1", "212600000006", "perdu")], number: "999999"),
            MetaWebhook.Value(messages: [MetaWebhook.TextMessage("wamid.other.2", "212600000006", "trouvé")]),
        ]]);

        await MetaWebhook.DeliverAsync(client, body);
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("trouvé", await app.TextAsync("select string_agg(text, ', ') from thread where provider_message like 'wamid.other.%'"));
        Assert.Equal("number unknown", await app.TextAsync("select note from delivery_notes where place like 'entry[0].changes[0].messages[0]' and note = 'number unknown'"));
    }

    [Fact]
    public async Task Someone_who_hides_name_and_number_has_a_conversation_all_the_same()
    {
        var message = MetaWebhook.TextMessage("wamid.hidden", "", "devinez");
        message.Remove("from");
        message["from_user_id"] = "MA.13491208655302741918";

        await MetaWebhook.DeliverAsync(client, MetaWebhook.Body(MetaWebhook.Value(messages: [message])));
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("devinez", await app.TextAsync("select text from thread where provider_message = 'wamid.hidden'"));
        Assert.Equal("User", await app.TextAsync("select a.kind from contact_addresses a join thread t on t.conversation = a.conversation_id where provider_message = 'wamid.hidden'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[[[[]]]]")]
    [InlineData("""{"object":"whatsapp_business_account","entry":{"changes":"?"}}""")]
    [InlineData("""{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"wamid.odd","from":"212600000007","type":"text","text":{"body":"a\u0000b\ud800c"}}],"metadata":{"phone_number_id":106540352242922}}}]}]}""")]
    public async Task Whatever_the_provider_signs_is_kept_and_read_without_a_fault(string body)
    {
        await MetaWebhook.DeliverAsync(client, System.Text.Encoding.UTF8.GetBytes(body));
        await AssertAllReadAsync();
    }

    [Fact]
    public async Task Every_recorded_request_of_the_provider_is_kept_and_read_without_a_fault()
    {
        var payloads = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Messaging/Payloads/WhatsApp"), "*.json");
        Assert.NotEmpty(payloads);
        var before = await DeliveriesAsync();

        foreach (var payload in payloads) await MetaWebhook.DeliverAsync(client, await File.ReadAllBytesAsync(payload));

        await AssertAllReadAsync();
        Assert.Equal(before + payloads.Length, await DeliveriesAsync());
    }

    [Fact]
    public async Task The_provider_finds_its_own_challenge_behind_the_right_token_only()
    {
        Assert.Equal("4711", await client.GetStringAsync($"{MetaWebhook.Path}?hub.mode=subscribe&hub.verify_token=demo-verify-token&hub.challenge=4711"));

        using var wrong = await client.GetAsync($"{MetaWebhook.Path}?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=4711");
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
    }

    public void Dispose() => client.Dispose();

    private async Task AssertAllReadAsync()
    {
        await SixAtOnce.ReadAsync(app);
        Assert.Equal("", await app.TextAsync("select string_agg(reaction || ': ' || error, ', ') from todo where reaction = 'read_delivery'"));
        Assert.Equal("0", await app.TextAsync("select count(*) from deliveries where read_at is null"));
    }

    private async Task<int> DeliveriesAsync() => int.Parse(await app.TextAsync("select count(*) from deliveries"), System.Globalization.CultureInfo.InvariantCulture);
}
