namespace Platform.Web;

/// <summary>
/// Where people find the product, for links in emails. Never read from a request:
/// whoever asks for a new password could otherwise choose the host its link leads to.
/// </summary>
public sealed class PublicAddress(IConfiguration configuration)
{
    private readonly string root = configuration["PLATFORM_PUBLIC_URL"] is { Length: > 0 } given ? given : Addresses.Self(configuration).ToString();

    public string Of(string path) => root.TrimEnd('/') + path;
}
