using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp;

namespace Platform.Tests.Messaging;

public sealed class WhatsAppContractTests : MessageChannelContract
{
    private const string Number = "106540352242922";

    protected override ChannelAccount Account { get; } = new(Number, "token");
    protected override string SignatureHeader => "X-Hub-Signature-256";
    private WhatsAppEmulator Emulator => Services.GetRequiredService<WhatsAppEmulator>();

    protected override void Add(IServiceCollection services, IConfigurationManager configuration, Uri self)
    {
        configuration["WHATSAPP_API_URL"] = new Uri(self, WhatsAppEmulator.Path).ToString();
        configuration["WHATSAPP_APP_SECRET"] = "app-secret-for-tests";
        configuration["WHATSAPP_VERIFY_TOKEN"] = "verify-token-for-tests";
        services.AddWhatsApp(configuration).AddSingleton<WhatsAppEmulator>();
    }

    protected override void Map(WebApplication app, Uri webhook)
    {
        Emulator.Register(new(Number, "102290129340398", "+212522400400", "token", webhook));
        Emulator.Map(app);
    }

    protected override Task CustomerWritesAsync(string phone, string name, string text) => Emulator.WriteAsync(Number, Emulator.Phone(Number, phone, name), text);

    protected override IReadOnlyList<string> ReceivedBy(string phone) => [.. Emulator.Phone(Number, phone, "").Lines.Where(line => !line.FromCustomer).Select(line => line.Text)];

    protected override void RefuseNext(ProviderFault fault) => Emulator.Faults.RefuseNext(fault switch
    {
        ProviderFault.Retry => 130429,
        ProviderFault.Fix => 190,
        _ => 131026,
    });

    protected override void BreakNext() => Emulator.Faults.BreakNext();

    [Fact]
    public void The_signature_of_the_known_body_is_the_known_one() => Assert.True(IsAuthentic(
        """{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray(),
        "sha256=1ca363dab318df784e1963b29dca91e2098e6cf2fbf0d3c14e09580a90684a61"));

    [Fact]
    public async Task A_wrong_token_is_for_the_owner_to_put_right()
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() => Channel.SendAsync(
            Account with { AccessToken = "expired" }, new Outgoing(new Address(AddressKind.Phone, "+212600000000"), new Content.Text("Oui"), "r"), CancellationToken.None));

        Assert.Equal(("190", ProviderFault.Fix), (refused.Code, refused.Fault));
    }
}
