using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Twilio;

public static class TwilioRegistration
{
    /// <summary>As its channels and webhooks are labelled.</summary>
    public const string Provider = "twilio";

    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioOptions>()
            .Configure(options =>
            {
                if (configuration["TWILIO_API_URL"] is { Length: > 0 } api) options.ApiUrl = new Uri(api, UriKind.Absolute);
                if (configuration["TWILIO_CONTENT_URL"] is { Length: > 0 } content) options.ContentUrl = new Uri(content, UriKind.Absolute);
                if (configuration["TWILIO_WEBHOOK_URL"] is { Length: > 0 } webhook) options.WebhookUrl = new Uri(webhook, UriKind.Absolute);
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddSingleton<TwilioContents>();
        services.AddHttpClient<TwilioApi>(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(trusted: provider.GetRequiredService<IOptions<TwilioOptions>>().Value.ApiUrl))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddTransient<IMessageChannel, TwilioChannel>();
        services.AddTransient<ITemplateBook, TwilioTemplates>();
        return services;
    }
}
