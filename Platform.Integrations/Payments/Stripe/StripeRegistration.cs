using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Stripe;

public static class StripeRegistration
{
    /// <summary>As its accounts and notification addresses are labelled.</summary>
    public const string Provider = "stripe";

    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<IPaymentGateway, StripeGateway>(configuration, Provider, "STRIPE_API_URL", "https://api.stripe.com");
}
