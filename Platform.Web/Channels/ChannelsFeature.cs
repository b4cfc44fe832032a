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
        .ReceiveTwilioAt("/api/twilio/webhook")
        .AddSingleton<ChannelDirectory>()
        .AddSingleton<ChannelHealth>()
        .AddTransient<ChannelDesk>()
        .AddTransient<SignUps>()
        .AddTransient<ConfiguredChannels>()
        .AddSingleton<DeliveryLog>()
        .AddTransient<SendingDesk>()
        .AddScoped<Arrivals>()
        .AddSingleton<WebhookIngest>()
        .AddSingleton<KeptWebhooks>()
        .AddHostedService(provider => provider.GetRequiredService<WebhookIngest>())
        .AddErrand<ReadDelivery>()
        .AddSingleton<SendingPace>()
        .AddTimer<ForgetSendingPaceJob>("0 40 * * * ?")
        .AddSingleton(OldWebhooks.Keeping.Of(configuration))
        .AddSingleton<OldWebhooks>()
        .AddTimer<ForgetOldWebhooksJob>("0 10 * * * ?");

    /// <summary>Twilio signs the address it called: ours as the world knows it, unless somebody says otherwise.</summary>
    private static IServiceCollection ReceiveTwilioAt(this IServiceCollection services, string path)
    {
        services.AddOptions<TwilioOptions>().Configure<PublicAddress>((options, address) => options.WebhookUrl ??= new Uri(address.Of(path)));
        return services;
    }

    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        app.MapWebhooks();
        app.MapOnboarding();
        app.MapSending();
    }
}
