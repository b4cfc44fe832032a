using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Sms.Twilio;

public static class TwilioLineRegistration
{
    public const string Provider = "twilio";

    public static IServiceCollection AddTwilioLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioLineOptions>()
            .Configure(options =>
            {
                if (configuration["TWILIO_SMS_API_URL"] is { Length: > 0 } api) options.ApiUrl = new Uri(api, UriKind.Absolute);
                options.AccountSid = configuration["TWILIO_SMS_ACCOUNT_SID"] ?? "";
                options.AuthToken = configuration["TWILIO_SMS_AUTH_TOKEN"] ?? "";
                options.ApiKey = configuration["TWILIO_SMS_API_KEY"];
                options.Sender = configuration["TWILIO_SMS_SENDER"] ?? "";
                options.VoiceNumber = configuration["TWILIO_SMS_VOICE_NUMBER"];
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHttpClient<TwilioLine>(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(trusted: provider.GetRequiredService<IOptions<TwilioLineOptions>>().Value.ApiUrl))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddTransient<ITextLine>(provider => provider.GetRequiredService<TwilioLine>())
            .AddTransient<IVoiceLine>(provider => provider.GetRequiredService<TwilioLine>());
    }
}
