using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Mollie;

public static class MollieRegistration
{
    /// <summary>As its accounts and notification addresses are labelled.</summary>
    public const string Provider = "mollie";

    public static IServiceCollection AddMollie(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<IPaymentGateway, MollieGateway>(configuration, Provider, "MOLLIE_API_URL", "https://api.mollie.com");
}
