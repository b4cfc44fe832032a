using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Wati;

public static class WatiRegistration
{
    /// <summary>As its channels and webhooks are labelled.</summary>
    public const string Provider = "wati";

    public static IServiceCollection AddWati(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WatiOptions>().Configure(options =>
        {
            if (configuration["WATI_EMULATOR_URL"] is { Length: > 0 } url) options.Emulator = new Uri(url, UriKind.Absolute);
        });
        services.AddHttpClient<WatiApi>(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(trusted: provider.GetRequiredService<IOptions<WatiOptions>>().Value.Emulator))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddTransient<IMessageChannel, WatiChannel>();
        services.AddTransient<ITemplateBook, WatiTemplates>();
        return services;
    }
}
