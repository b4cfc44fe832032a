using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Sms.OrangeSms;

public static class OrangeSmsRegistration
{
    public const string Provider = "orange";

    public static IServiceCollection AddOrangeSms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OrangeSmsOptions>()
            .Configure(options =>
            {
                if (configuration["ORANGE_SMS_API_URL"] is { Length: > 0 } api) options.ApiUrl = new Uri(api, UriKind.Absolute);
                options.ClientId = configuration["ORANGE_SMS_CLIENT_ID"] ?? "";
                options.ClientSecret = configuration["ORANGE_SMS_CLIENT_SECRET"] ?? "";
                options.Sender = configuration["ORANGE_SMS_SENDER"] ?? "";
                options.SenderName = configuration["ORANGE_SMS_SENDER_NAME"];
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<OrangeSmsTokens>();
        services.AddHttpClient<OrangeSmsLine>(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(trusted: provider.GetRequiredService<IOptions<OrangeSmsOptions>>().Value.ApiUrl))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services.AddTransient<ITextLine>(provider => provider.GetRequiredService<OrangeSmsLine>());
    }
}
