using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.OrangeMoney;

public static class OrangeMoneyRegistration
{
    /// <summary>As its accounts and notification addresses are labelled.</summary>
    public const string Provider = "orange";

    public static IServiceCollection AddOrangeMoney(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<IPaymentGateway, OrangeMoneyGateway>(configuration, Provider, "ORANGE_MONEY_URL", "https://api.orange.com");
}
