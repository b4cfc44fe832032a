using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments;

/// <summary>How every gateway is registered: an address that may be an emulator's, and a client that dials it and nothing else of ours.</summary>
internal static class GatewayRegistration
{
    /// <param name="setting">The environment's name for where it is.</param>
    public static IServiceCollection AddGateway<TGateway>(this IServiceCollection services, IConfiguration configuration, string provider, string setting, string api)
        where TGateway : class, IPaymentGateway
    {
        services.AddOptions<GatewayOptions>(provider)
            .Configure(options => options.ApiUrl = new Uri((configuration[setting] is { Length: > 0 } url ? url : api).TrimEnd('/') + "/", UriKind.Absolute))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.TryAddSingleton<AccessTokens>();
        services.AddHttpClient<TGateway>((built, client) =>
            {
                client.BaseAddress = AddressOf(built, provider);
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(built => SafeDial.Handler(trusted: AddressOf(built, provider)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services.AddTransient<IPaymentGateway>(built => built.GetRequiredService<TGateway>());
    }

    private static Uri AddressOf(IServiceProvider services, string provider) => services.GetRequiredService<IOptionsMonitor<GatewayOptions>>().Get(provider).ApiUrl;
}
