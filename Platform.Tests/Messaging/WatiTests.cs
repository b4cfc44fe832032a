using System.Text;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Wati;

namespace Platform.Tests.Messaging;

public sealed class WatiTests
{
    private static readonly WatiOptions WithEmulator = new() { Emulator = new("http://127.0.0.1:5080/emulators/wati") };

    [Theory]
    [InlineData("https://live-mt-server.wati.io/325467", "https://live-mt-server.wati.io/325467/api/v1/x")]
    [InlineData("https://live-mt-server.wati.io", "https://live-mt-server.wati.io/325467/api/v1/x")]
    [InlineData("https://eu-api.wati.io/325467/", "https://eu-api.wati.io/325467/api/v1/x")]
    [InlineData("http://127.0.0.1:5080/emulators/wati/325467", "http://127.0.0.1:5080/emulators/wati/325467/api/v1/x")]
    public void The_sellers_own_address_is_called(string server, string called) =>
        Assert.Equal(called, WatiServer.Of(new("325467", "token") { Server = new(server) }, WithEmulator).V1("x").AbsoluteUri);

    [Theory]
    [InlineData("http://live-mt-server.wati.io")]
    [InlineData("https://wati.io.evil.example")]
    [InlineData("https://evilwati.io")]
    [InlineData("https://wati.io")]
    [InlineData("https://live.wati.io:8443")]
    [InlineData("https://live.wati.io@evil.example")]
    [InlineData("https://user:pass@live.wati.io")]
    [InlineData("http://127.0.0.1:5081/emulators/wati")]
    [InlineData("https://169.254.169.254/")]
    public void A_token_goes_nowhere_else(string server) =>
        Assert.Equal("not_wati", Assert.Throws<ProviderException>(() => WatiServer.Of(new("325467", "token") { Server = new(server) }, WithEmulator)).Code);

    [Fact]
    public void The_plain_event_and_its_second_version_say_the_same()
    {
        static Inbound Read(string what) => Assert.Single(WatiWebhook.Read(Encoding.UTF8.GetBytes(
            $$"""{"eventType":"{{what}}","whatsappMessageId":"wamid.1","localMessageId":"our-reference","statusString":"Delivered","waId":"212612345678","timestamp":"1750275992"}"""), "325467"));

        var receipt = Assert.IsType<InboundReceipt>(Read("sentMessageDELIVERED_v2"));
        Assert.Equal(("wamid.1", Receipt.Delivered, "our-reference", "325467"), (receipt.ProviderMessage, receipt.Receipt, receipt.Reference, receipt.Account));
        Assert.Equal(receipt.ProviderMessage, Assert.IsType<InboundReceipt>(Read("sentMessageDELIVERED")).ProviderMessage);
    }

    [Fact]
    public void A_template_that_failed_at_Meta_says_why_in_Metas_number()
    {
        var failed = Assert.IsType<InboundReceipt>(Assert.Single(WatiWebhook.Read(
            """{"eventType":"templateMessageFailed","localMessageId":"our-reference","failedCode":"131049","failedDetail":"healthy ecosystem"}"""u8.ToArray(), "325467")));

        Assert.Equal((Receipt.Failed, "131049", Trouble.MarketingCap, "our-reference"), (failed.Receipt, failed.Code, failed.Reason, failed.Reference));
    }

    [Fact]
    public void The_first_message_of_a_new_contact_is_a_message_like_any_other()
    {
        var message = Assert.IsType<InboundMessage>(Assert.Single(WatiWebhook.Read(
            """{"eventType":"newContactMessageReceived","id":"64d","whatsappMessageId":"wamid.2","waId":"","bsuid":"MA.17","type":"text","text":"Salam","owner":false,"created":"2026-11-21T08:00:00Z","senderName":"Salma"}"""u8.ToArray(), "325467")));

        Assert.Equal(("wamid.2", "Salam", new Address(AddressKind.User, "MA.17")), (message.ProviderMessage, message.Text, Assert.Single(message.From)));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), message.SentAt);
    }

    [Theory]
    [InlineData("Ticket has been expired.", Trouble.WindowClosed)]
    [InlineData("Insufficient credit", Trouble.Payment)]
    [InlineData("Invalid phone number", Trouble.NotReachable)]
    [InlineData("template params do not match", Trouble.TemplateBlanks)]
    [InlineData("template does not exist", Trouble.TemplateMissing)]
    [InlineData("something else", Trouble.Refused)]
    [InlineData(null, Trouble.Refused)]
    public void A_no_in_a_sentence_is_understood_as_far_as_it_goes(string? sentence, string word) => Assert.Equal(word, WatiErrors.Of(sentence).Word);
}
