using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Messaging.Twilio.Emulator;

namespace Platform.Tests.Messaging;

public sealed class TwilioTests
{
    private const string Token = "12345";
    private const string Form = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
    private const string Json = """{"property": "value", "boolean": true}""";
    private const string Address = "https://mycompany.com/myapp.php";
    private const string JsonHash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    [Theory]
    [InlineData(Address + "?foo=1&bar=2", Form, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", Form, "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", Form, "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", Form, "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData(Address + "?foo=1&bar=2&bodySHA256=" + JsonHash, Json, "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData(Address + "?bodySHA256=" + JsonHash, Json, "y77kIzt2vzLz71DgmJGsen2scGs=")]
    public void The_published_signatures_are_right(string url, string body, string signature) => Assert.True(IsValid(url, body, signature));

    [Theory]
    [InlineData(Address + "?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    public void The_usual_port_may_be_in_the_signature_or_not(string url, string signature) => Assert.True(IsValid(url, Form, signature));

    [Theory]
    [InlineData(Address + "?foo=1&bar=3", Form)]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", Form)]
    [InlineData(Address + "?foo=1&bar=2", Form + "&New=")]
    [InlineData(Address + "?foo=1&bar=2", "CallSid=CA1234567890ABCDE")]
    public void Anything_else_is_not(string url, string body) => Assert.False(IsValid(url, body, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));

    [Fact]
    public void Another_body_than_the_address_announces_is_not_signed() =>
        Assert.False(IsValid(Address + "?bodySHA256=" + JsonHash, Json.Replace("value", "other", StringComparison.Ordinal), "y77kIzt2vzLz71DgmJGsen2scGs="));

    [Fact]
    public void Unknown_empty_and_repeated_parameters_are_all_signed()
    {
        const string body = "b=2&b=1&b=2&New=&Zoe=caf%C3%A9+%26+th%C3%A9&a";
        var signature = TwilioSignature.Sign(Address, Encoding.UTF8.GetBytes(body), Token);

        Assert.True(IsValid(Address, body, signature));
        Assert.True(IsValid(Address, "a=&Zoe=caf%c3%a9%20%26%20th%c3%a9&b=1&b=2&New=", signature)); // The same words in other clothes.
        Assert.False(IsValid(Address, body.Replace("&New=", "", StringComparison.Ordinal), signature));
        Assert.False(IsValid(Address, body.Replace("b=1&", "", StringComparison.Ordinal), signature));
    }

    [Fact]
    public void While_a_token_is_changed_the_new_and_the_old_one_count()
    {
        var body = Encoding.UTF8.GetBytes(Form);
        Assert.True(TwilioSignature.IsValid(Address, body, TwilioSignature.Sign(Address, body, "old"), "new", "old"));
        Assert.False(TwilioSignature.IsValid(Address, body, TwilioSignature.Sign(Address, body, "stolen"), "new", null, ""));
    }

    [Fact]
    public void Every_known_code_has_a_fault_and_a_word()
    {
        var words = typeof(Trouble).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        Assert.All(TwilioErrors.Codes, code => Assert.Contains(TwilioErrors.Of($"{code}").Word, words));
    }

    [Theory]
    [InlineData("queued", null)]
    [InlineData("sending", null)]
    [InlineData("sent", Receipt.Sent)]
    [InlineData("delivered", Receipt.Delivered)]
    [InlineData("read", Receipt.Read)]
    [InlineData("undelivered", Receipt.Failed)]
    [InlineData("failed", Receipt.Failed)]
    [InlineData("canceled", Receipt.Failed)]
    [InlineData("teleported", null)]
    public void Every_status_is_a_receipt_or_a_note(string status, Receipt? receipt)
    {
        var read = Assert.Single(TwilioWebhook.Read(Encoding.UTF8.GetBytes($"MessageSid=SM1&MessageStatus={status}&From=whatsapp%3A%2B212522700700&To=whatsapp%3A%2B212612345678&ErrorCode=63016"), "our-reference"));

        if (receipt is null) Assert.Equal($"status {status}", Assert.IsType<InboundOther>(read).What);
        else
        {
            var said = Assert.IsType<InboundReceipt>(read);
            Assert.Equal((receipt.Value, "our-reference", "+212522700700"), (said.Receipt, said.Reference, said.Account));
            Assert.Equal(receipt is Receipt.Failed ? Trouble.WindowClosed : null, said.Reason);
        }
    }

    [Fact]
    public void A_stop_is_a_message_and_a_wish()
    {
        var read = TwilioWebhook.Read("MessageSid=SM1&From=whatsapp%3A%2B212612345678&To=whatsapp%3A%2B212522700700&Body=STOP&OptOutType=STOP"u8.ToArray(), null);

        Assert.IsType<InboundMessage>(read[0]);
        Assert.False(Assert.IsType<InboundConsent>(read[1]).Wants);
    }

    [Fact]
    public async Task A_client_of_somebody_elses_meets_the_codes_it_knows()
    {
        await using var host = await ChannelHost.StartAsync(new TwilioUnderTest());
        using var stranger = new HttpClient { BaseAddress = new Uri(host.Self, $"{TwilioEmulator.Path}/2010-04-01/Accounts/{TwilioUnderTest.Sid}/") };
        async Task<(int Status, JsonNode Body)> PostAsync(params (string, string)[] fields)
        {
            using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            using var response = await stranger.PostAsync("Messages.json", form);
            return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
        }

        Assert.Equal(20003, (int)(await PostAsync(("To", "whatsapp:+212612345678"))).Body["code"]!);
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TwilioUnderTest.Sid}:token")));
        const string From = "whatsapp:" + TwilioUnderTest.Number;
        Assert.Equal(21604, (int)(await PostAsync(("From", From), ("Body", "a"))).Body["code"]!);
        Assert.Equal(21603, (int)(await PostAsync(("To", "whatsapp:+212612345678"), ("Body", "a"))).Body["code"]!);
        Assert.Equal(21606, (int)(await PostAsync(("To", "whatsapp:+212612345678"), ("From", "whatsapp:+33600000000"), ("Body", "a"))).Body["code"]!);
        Assert.Equal(21211, (int)(await PostAsync(("To", "212612345678"), ("From", From), ("Body", "a"))).Body["code"]!);
        Assert.Equal(21602, (int)(await PostAsync(("To", "whatsapp:+212612345678"), ("From", From))).Body["code"]!);
        Assert.Equal(21617, (int)(await PostAsync(("To", "whatsapp:+212612345678"), ("From", From), ("Body", new string('a', 1601)))).Body["code"]!);
        Assert.Equal(21655, (int)(await PostAsync(("To", "whatsapp:+212612345678"), ("From", From), ("ContentSid", "HX0"))).Body["code"]!);
        Assert.Equal(21656, (int)(await PostAsync(("To", "whatsapp:+212612345678"), ("From", From), ("ContentSid", "HX00000000000000000000000000000001"))).Body["code"]!);

        var (status, sent) = await PostAsync(("To", "whatsapp:+212612345678"), ("From", From), ("Body", "Bonjour"));
        Assert.Equal((201, "queued"), (status, (string)sent["status"]!));
        Assert.Equal("Bonjour", (string)JsonNode.Parse(await stranger.GetStringAsync($"Messages/{sent["sid"]}.json"))!["body"]!);
    }

    [Fact]
    public async Task The_same_question_is_made_once()
    {
        await using var host = await ChannelHost.StartAsync(new TwilioUnderTest());
        var customer = await host.CustomerAsync();
        for (var n = 0; n < 3; n++) await host.SendAsync(customer, new Content.Buttons("Oui ?", [new("yes", "Oui")]));

        using var stranger = new HttpClient { DefaultRequestHeaders = { Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TwilioUnderTest.Sid}:token"))) } };
        var contents = JsonNode.Parse(await stranger.GetStringAsync(new Uri(host.Self, TwilioEmulator.Path + "/v1/Content")))!["contents"]!.AsArray();
        Assert.Single(contents, content => ((string)content!["friendly_name"]!).StartsWith("relais_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_accounts_request_is_not_ours_even_if_well_signed()
    {
        await using var host = await ChannelHost.StartAsync(new TwilioUnderTest());
        var body = Encoding.UTF8.GetBytes($"MessageSid=SM1&AccountSid=AC{new string('f', 32)}&From=whatsapp%3A%2B212612345678&To=whatsapp%3A%2B212522700700&Body=a");
        var request = new WebhookRequest(host.Self, name => name == TwilioSignature.Header ? new StringValues(TwilioSignature.Sign(new Uri(host.Self, "webhook").ToString(), body, "token")) : StringValues.Empty, body);

        Assert.False(host.IsAuthentic(request));
    }

    private static bool IsValid(string url, string body, string signature) => TwilioSignature.IsValid(url, Encoding.UTF8.GetBytes(body), signature, Token);
}
