using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Gemini;

public static class GeminiRegistration
{
    public static IServiceCollection AddGemini(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GeminiOptions>()
            .Bind(configuration.GetSection("Gemini"))
            .Configure(options =>
            {
                if (configuration["GEMINI_API_KEY"] is { Length: > 0 } key) options.ApiKey = key;
                if (configuration["GEMINI_API_URL"] is { Length: > 0 } url) options.BaseUrl = new Uri(url, UriKind.RelativeOrAbsolute);
                if (configuration["GEMINI_MODEL"] is { Length: > 0 } model) options.Model = model;
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddHttpClient(GeminiChatClient.Name, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Each answer has its own patience.
                client.MaxResponseContentBufferSize = 4 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => SafeDial.Handler(trusted: provider.GetRequiredService<IOptions<GeminiOptions>>().Value.BaseUrl))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        // One for all: it remembers which model is to be left alone until when.
        services.AddSingleton(provider => new GeminiChatClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(GeminiChatClient.Name),
            provider.GetRequiredService<IOptions<GeminiOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
