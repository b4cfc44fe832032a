using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.Wati;
using Platform.Integrations.Messaging.Wati.Emulator;

namespace Platform.Tests.Messaging;

internal sealed class WatiUnderTest : EmulatedProvider
{
    public const string Tenant = "325467";
    public const string Secret = "a-long-secret-at-the-end-of-the-path";

    public override ChannelAccount Account(Uri self) => new(Tenant, "Bearer token") { Server = new Uri(self, WatiEmulator.Path + "/" + Tenant), WebhookSecret = Secret };

    public override string Door => $"webhook/{Tenant}/{Secret}";

    public override IReadOnlySet<string> Lacks { get; } = new HashSet<string>
    {
        "link", "location", "ask_location", "cards", "product", "product_list", "catalogue", "upload", "reaction", "read", "typing", "reference", "signature",
        "inbound reaction", "inbound reaction_taken_back", "inbound product_enquiry", "inbound edit", "inbound revoke", "inbound new_number",
    };

    public override void Add(IServiceCollection services, IConfigurationManager configuration, Uri self)
    {
        configuration["WATI_EMULATOR_URL"] = new Uri(self, WatiEmulator.Path).ToString();
        services.AddWati(configuration).AddSingleton<WatiEmulator>();
    }

    public override void Map(WebApplication app, Uri webhook)
    {
        var emulator = Of(app.Services);
        emulator.Register(new(Tenant, "token", "+212522600600", webhook));
        emulator.AddTemplate(Tenant, "commande_prete", "Bonjour {{1}}, votre commande à {{2}} est prête.|Je viens");
        emulator.Map(app);
    }

    public override Faults Faults(IServiceProvider services) => Of(services).Faults;

    public override EmulatedPhone Phone(IServiceProvider services, string number, string name) => Of(services).Phone(Tenant, number, name);

    public override Task<string> SayAsync(IServiceProvider services, EmulatedPhone phone, Said said) => Of(services).SayAsync(Tenant, phone, said);

    public override Task ReadAsync(IServiceProvider services, EmulatedPhone phone) => Of(services).ReadAsync(Tenant, phone);

    public override Attachment Keep(IServiceProvider services, MediaKind kind, string mimeType, byte[] bytes, string? name) => Of(services).Keep(Tenant, kind, mimeType, bytes, name);

    /// <summary>Answers name their title, not their id; of an advert only the address comes through.</summary>
    public override Said Carried(Said said, Said read) => said with
    {
        Pressed = said.Pressed is { } pressed ? pressed with { Id = pressed.Title } : null,
        Referral = said.Referral is { } advert ? new("ad", advert.SourceId, advert.SourceUrl, null, null, null, null) : null,
    };

    public override int Code(ProviderFault fault) => fault switch
    {
        ProviderFault.Retry => 429,
        ProviderFault.Fix => 403,
        _ => 400,
    };

    public override string WindowClosed => "result_false";

    public override string ToString() => "Wati";

    private static WatiEmulator Of(IServiceProvider services) => services.GetRequiredService<WatiEmulator>();
}
