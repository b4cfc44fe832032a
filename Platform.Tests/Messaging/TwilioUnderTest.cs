using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Messaging.Twilio.Emulator;

namespace Platform.Tests.Messaging;

internal sealed class TwilioUnderTest : EmulatedProvider
{
    public const string Sid = "AC0123456789abcdef0123456789abcdef";
    public const string Number = "+212522700700";

    public override ChannelAccount Account(Uri self) => new(Number, "token") { AccountId = Sid };

    public override IReadOnlySet<string> Lacks { get; } = new HashSet<string>
    {
        "ask_location", "cards", "product", "product_list", "catalogue", "upload", "reaction", "quote", "read", "typing", "time", "hidden numbers",
        "inbound cards", "inbound reaction", "inbound reaction_taken_back", "inbound product_enquiry", "inbound order", "inbound edit", "inbound revoke", "inbound new_number",
    };

    public override void Add(IServiceCollection services, IConfigurationManager configuration, Uri self)
    {
        configuration["TWILIO_API_URL"] = configuration["TWILIO_CONTENT_URL"] = new Uri(self, TwilioEmulator.Path).ToString();
        configuration["TWILIO_WEBHOOK_URL"] = new Uri(self, Door).ToString();
        services.AddTwilio(configuration).AddSingleton<TwilioEmulator>();
    }

    public override void Map(WebApplication app, Uri webhook)
    {
        var emulator = Of(app.Services);
        emulator.Register(new(Sid, "token", Number, webhook));
        emulator.AddContent(Sid, "HX00000000000000000000000000000001", "commande_prete", "fr", """
            {"twilio/quick-reply":{"body":"Bonjour {{1}}, votre commande à {{2}} est prête.","actions":[{"title":"Je viens","id":"yes"}]}}
            """);
        emulator.Map(app);
    }

    public override Faults Faults(IServiceProvider services) => Of(services).Faults;

    public override EmulatedPhone Phone(IServiceProvider services, string number, string name) => Of(services).Phone(Sid, number, name);

    public override Task<string> SayAsync(IServiceProvider services, EmulatedPhone phone, Said said) => Of(services).SayAsync(Sid, phone, said);

    public override Task ReadAsync(IServiceProvider services, EmulatedPhone phone) => Of(services).ReadAsync(Sid, phone);

    public override Attachment Keep(IServiceProvider services, MediaKind kind, string mimeType, byte[] bytes, string? name) => Of(services).Keep(Sid, kind, mimeType, bytes, name);

    /// <summary>Files lie at an address, rows come without their description, an advert without its greeting.</summary>
    public override Said Carried(Said said, Said read) => said with
    {
        Media = said.Media is { } file ? file with { Source = read.Media?.Source is { } source && source.EndsWith(file.Source, StringComparison.Ordinal) ? source : file.Source } : null,
        Pressed = said.Pressed is { } pressed ? pressed with { Description = null } : null,
        Referral = said.Referral is { } advert ? advert with { Welcome = null } : null,
    };

    public override int Code(ProviderFault fault) => fault switch
    {
        ProviderFault.Retry => 63018,
        ProviderFault.Fix => 63007,
        _ => 21211,
    };

    public override string WindowClosed => "63016";

    public override string ToString() => "Twilio";

    private static TwilioEmulator Of(IServiceProvider services) => services.GetRequiredService<TwilioEmulator>();
}
