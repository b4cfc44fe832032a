using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Carriers.Glovo;

public static class GlovoRegistration
{
    /// <summary>As its accounts, notification addresses and bookings are labelled.</summary>
    public const string Provider = "glovo";

    public static IServiceCollection AddGlovo(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<ICarrier, GlovoCarrier>(configuration, Provider, "GLOVO_API_URL", "https://api.glovoapp.com");
}
