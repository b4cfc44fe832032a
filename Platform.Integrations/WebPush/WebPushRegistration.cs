using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.WebPush;

public static class WebPushRegistration
{
    /// <param name="secret">Thirty-two bytes that stay the same over restarts and nodes.</param>
    public static IServiceCollection AddWebPush(this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, byte[]> secret)
    {
        services.AddOptions<WebPushOptions>().Bind(configuration.GetSection("WebPush"));
        services.AddSingleton(provider => new Vapid(secret(provider), provider.GetRequiredService<IOptions<WebPushOptions>>().Value.Contact));
        services.AddHttpClient<WebPushClient>(client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(provider.GetRequiredService<IOptions<WebPushOptions>>().Value.Trusted));
        return services;
    }
}
