using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Flutterwave;

public static class FlutterwaveRegistration
{
    /// <summary>As its accounts and notification addresses are labelled.</summary>
    public const string Provider = "flutterwave";

    public static IServiceCollection AddFlutterwave(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<IPaymentGateway, FlutterwaveGateway>(configuration, Provider, "FLUTTERWAVE_API_URL", "https://api.flutterwave.com");
}
