namespace Platform.Web;

/// <summary>Where this node listens, and how it reaches itself.</summary>
public static class Addresses
{
    private const string Default = "http://127.0.0.1:5080";

    public static string Listen(IConfiguration configuration) => configuration["PLATFORM_URLS"] is { Length: > 0 } given ? given : Default;

    public static Uri Self(IConfiguration configuration)
    {
        var first = Listen(configuration).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];
        return Uri.TryCreate(first.Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal), UriKind.Absolute, out var self)
            ? self
            : throw new StartupException($"PLATFORM_URLS n'est pas une adresse : « {first} ». / PLATFORM_URLS is not an address.");
    }
}
