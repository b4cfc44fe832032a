using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations.Http;

namespace Platform.Integrations.Storage;

public static class StorageRegistration
{
    /// <summary>A bucket when one is configured, else a folder beside the data.</summary>
    public static IServiceCollection AddFileStore(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["PLATFORM_S3_URL"] is not { Length: > 0 } url)
            return services.AddSingleton<IFileStore>(new FolderStore(Path.Combine(configuration["PLATFORM_DATA"] ?? ".data", "media")));

        var bucket = new Uri(url, UriKind.Absolute);
        services.AddHttpClient(nameof(S3Store), client => client.Timeout = TimeSpan.FromMinutes(5))
            .ConfigurePrimaryHttpMessageHandler(() => SafeDial.Handler(trusted: bucket))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services.AddSingleton<IFileStore>(provider => new S3Store(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(S3Store)),
            bucket,
            new S3Signature(Required(configuration, "PLATFORM_S3_ACCESS_KEY"), Required(configuration, "PLATFORM_S3_SECRET_KEY"), configuration["PLATFORM_S3_REGION"] ?? "us-east-1"),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static string Required(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{name} is needed with PLATFORM_S3_URL");
}
