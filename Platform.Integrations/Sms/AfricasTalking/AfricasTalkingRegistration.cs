using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Sms.AfricasTalking;

public static class AfricasTalkingRegistration
{
    public const string Provider = "africastalking";

    public static IServiceCollection AddAfricasTalking(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AfricasTalkingOptions>()
            .Configure(options =>
            {
                if (configuration["AFRICASTALKING_TEXT_URL"] is { Length: > 0 } text) options.TextUrl = new Uri(text, UriKind.Absolute);
                if (configuration["AFRICASTALKING_VOICE_URL"] is { Length: > 0 } voice) options.VoiceUrl = new Uri(voice, UriKind.Absolute);
                options.Username = configuration["AFRICASTALKING_USERNAME"] ?? "";
                options.ApiKey = configuration["AFRICASTALKING_API_KEY"] ?? "";
                options.SenderId = configuration["AFRICASTALKING_SENDER"];
                options.VoiceNumber = configuration["AFRICASTALKING_VOICE_NUMBER"];
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHttpClient<AfricasTalkingLine>(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own patience.
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(trusted: provider.GetRequiredService<IOptions<AfricasTalkingOptions>>().Value.TextUrl))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddTransient<ITextLine>(provider => provider.GetRequiredService<AfricasTalkingLine>())
            .AddTransient<IVoiceLine>(provider => provider.GetRequiredService<AfricasTalkingLine>());
    }
}
