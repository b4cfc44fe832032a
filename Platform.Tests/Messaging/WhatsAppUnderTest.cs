using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Integrations.Messaging.WhatsApp.Emulator;

namespace Platform.Tests.Messaging;

internal sealed class WhatsAppUnderTest : EmulatedProvider
{
    public const string Number = "106540352242922";
    public const string Business = "102290129340398";
    public const string Secret = "app-secret-for-tests";

    public override ChannelAccount Account(Uri self) => new(Number, "token") { AccountId = Business };

    public override void Add(IServiceCollection services, IConfigurationManager configuration, Uri self)
    {
        var emulator = new Uri(self, WhatsAppEmulator.Path).ToString();
        configuration["WHATSAPP_API_URL"] = emulator;
        configuration["WHATSAPP_DIALOG_URL"] = emulator;
        configuration["WHATSAPP_APP_ID"] = "1111";
        configuration["WHATSAPP_CONFIG_ID"] = "2222";
        configuration["WHATSAPP_APP_SECRET"] = Secret;
        configuration["WHATSAPP_VERIFY_TOKEN"] = "verify-token-for-tests";
        services.AddWhatsApp(configuration).AddSingleton<WhatsAppEmulator>();
    }

    public override void Map(WebApplication app, Uri webhook)
    {
        var emulator = Of(app.Services);
        emulator.Register(new(Number, Business, "+212522400400", "token", webhook));
        emulator.AddTemplate(Business, "commande_prete", "fr", "UTILITY", """
            [{"type":"BODY","text":"Bonjour {{1}}, votre commande à {{2}} est prête."},{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Je viens"}]}]
            """);
        emulator.Map(app);
    }

    public override Faults Faults(IServiceProvider services) => Of(services).Faults;

    public override EmulatedPhone Phone(IServiceProvider services, string number, string name) => Of(services).Phone(Number, number, name);

    public override Task<string> SayAsync(IServiceProvider services, EmulatedPhone phone, Said said) => Of(services).SayAsync(Number, phone, said);

    public override Task ReadAsync(IServiceProvider services, EmulatedPhone phone) => Of(services).ReadAsync(Number, phone);

    public override Attachment Keep(IServiceProvider services, MediaKind kind, string mimeType, byte[] bytes, string? name) => Of(services).Keep(Number, kind, mimeType, bytes, name);

    public override int Code(ProviderFault fault) => fault switch
    {
        ProviderFault.Retry => 130429,
        ProviderFault.Fix => 131042,
        _ => 131026,
    };

    public override string WindowClosed => "131047";

    public override string ToString() => "WhatsApp";

    private static WhatsAppEmulator Of(IServiceProvider services) => services.GetRequiredService<WhatsAppEmulator>();
}
