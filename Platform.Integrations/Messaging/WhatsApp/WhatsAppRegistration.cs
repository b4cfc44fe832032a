using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

public static class WhatsAppRegistration
{
    /// <summary>As its channels and webhooks are labelled.</summary>
    public const string Provider = "whatsapp";

    public static IServiceCollection AddWhatsApp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WhatsAppOptions>()
            .Configure(options =>
            {
                if (configuration["WHATSAPP_API_URL"] is { Length: > 0 } url) options.ApiUrl = new Uri(url, UriKind.Absolute);
                if (configuration["WHATSAPP_DIALOG_URL"] is { Length: > 0 } dialog) options.DialogUrl = new Uri(dialog, UriKind.Absolute);
                if (configuration["WHATSAPP_API_VERSION"] is { Length: > 0 } version) options.Version = version;
                if (configuration["WHATSAPP_APP_ID"] is { Length: > 0 } app) options.AppId = app;
                if (configuration["WHATSAPP_CONFIG_ID"] is { Length: > 0 } dialogue) options.ConfigurationId = dialogue;
                if (configuration["WHATSAPP_APP_SECRET"] is { Length: > 0 } secret) options.AppSecret = secret;
                if (configuration["WHATSAPP_APP_SECRET_PREVIOUS"] is { Length: > 0 } previous) options.PreviousAppSecret = previous;
                if (configuration["WHATSAPP_VERIFY_TOKEN"] is { Length: > 0 } token) options.VerifyToken = token;
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddHttpClient<WhatsAppGraph>(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience: a message's is short, a film's is not.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(trusted: provider.GetRequiredService<IOptions<WhatsAppOptions>>().Value.ApiUrl))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddTransient<IMessageChannel, WhatsAppChannel>();
        services.AddTransient(provider => new WhatsAppOnboarding(
            provider.GetRequiredService<WhatsAppGraph>(), provider.GetRequiredService<IOptions<WhatsAppOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddTransient<ITemplateBook, WhatsAppTemplates>();
        services.AddTransient(provider => new WhatsAppCatalogues(provider.GetRequiredService<WhatsAppGraph>()));
        return services;
    }
}
