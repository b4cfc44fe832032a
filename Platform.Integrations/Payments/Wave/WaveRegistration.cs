using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Wave;

public static class WaveRegistration
{
    /// <summary>As its accounts and notification addresses are labelled.</summary>
    public const string Provider = "wave";

    public static IServiceCollection AddWave(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<IPaymentGateway, WaveGateway>(configuration, Provider, "WAVE_API_URL", "https://api.wave.com");
}
