using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Carriers.Sendit;

public static class SenditRegistration
{
    /// <summary>As its accounts, notification addresses and bookings are labelled.</summary>
    public const string Provider = "sendit";

    public static IServiceCollection AddSendit(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider<ICarrier, SenditCarrier>(configuration, Provider, "SENDIT_API_URL", "https://app.sendit.ma/api/v1");
}
