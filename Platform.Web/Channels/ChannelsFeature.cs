using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Messaging.Wati;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Web.Contacts;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>The numbers customers write to, and the door providers knock on.</summary>
public static class ChannelsFeature
{
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration) => services
        .AddWhatsApp(configuration)
        .AddWati(configuration)
        .AddTwilio(configuration)
        .PostConfigure<TwilioOptions>(options => options.WebhookUrl ??= new Uri(new PublicAddress(configuration).Of("/api/twilio/webhook"), UriKind.Absolute))
        .AddSingleton<ChannelDirectory>()
        .AddSingleton<ChannelHealth>()
        .AddScoped<Arrivals>()
        .AddSingleton<ContactAddresses>()
        .AddSingleton<Erasure>()
        .AddScoped<ErasureDesk>()
        .AddSingleton<WebhookIngest>()
        .AddHostedService(provider => provider.GetRequiredService<WebhookIngest>())
        .AddErrand<ReadDelivery>()
        .AddSingleton<OldWebhooks>()
        .AddTimer<ForgetOldWebhooksJob>("0 10 * * * ?");

    public static void MapChannels(this IEndpointRouteBuilder app) => app.MapWebhooks();
}
