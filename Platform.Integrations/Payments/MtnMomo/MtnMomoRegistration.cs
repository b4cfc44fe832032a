using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.MtnMomo;

public static class MtnMomoRegistration
{
    /// <summary>As its accounts and notification addresses are labelled.</summary>
    public const string Provider = "mtn";

    public static IServiceCollection AddMtnMomo(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<IPaymentGateway, MtnMomoGateway>(configuration, Provider, "MTN_MOMO_URL", "https://proxy.momoapi.mtn.com");
}
