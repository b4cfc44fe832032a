namespace Platform.Integrations.WebPush;

/// <summary>Which push services we post to: those browsers name, on the public internet.</summary>
public sealed class WebPushOptions
{
    /// <summary>A push service of one's own, which alone may have a private address and no encryption on the way.</summary>
    public Uri? Trusted { get; set; }

    /// <summary>Whom push services may ask about us.</summary>
    public string Contact { get; set; } = "https://relais.example";
}
