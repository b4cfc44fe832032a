using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Platform.Integrations.Http;

/// <summary>How every provider of a kind is registered: an address that may be an emulator's, and a client that dials it and nothing else of ours.</summary>
internal static class ProviderRegistration
{
    /// <param name="setting">The environment's name for where it is.</param>
    public static IServiceCollection AddProvider<TKind, TClient>(this IServiceCollection services, IConfiguration configuration, string provider, string setting, string api)
        where TKind : class
        where TClient : class, TKind
    {
        services.AddOptions<ProviderOptions>(provider)
            .Configure(options => options.ApiUrl = new Uri((configuration[setting] is { Length: > 0 } url ? url : api).TrimEnd('/') + "/", UriKind.Absolute))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.TryAddSingleton<AccessTokens>();
        services.AddHttpClient<TClient>((built, client) =>
            {
                client.BaseAddress = AddressOf(built, provider);
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(built => SafeDial.Handler(trusted: AddressOf(built, provider)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services.AddTransient<TKind>(built => built.GetRequiredService<TClient>());
    }

    private static Uri AddressOf(IServiceProvider services, string provider) => services.GetRequiredService<IOptionsMonitor<ProviderOptions>>().Get(provider).ApiUrl;
}
