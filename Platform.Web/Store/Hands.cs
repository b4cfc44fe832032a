namespace Platform.Web.Store;

/// <summary>How much work this node does at once. A node without hands serves pages and takes in webhooks, and leaves the work to the others.</summary>
public sealed record Hands(int Most = 32)
{
    public static Hands Of(IConfiguration configuration) => new(configuration.Number("PLATFORM_HANDS", otherwise: new Hands().Most, least: 0, most: 40));
}
