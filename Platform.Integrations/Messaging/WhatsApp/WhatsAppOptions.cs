using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>Our app at Meta. One secret signs the webhooks of every seller.</summary>
public sealed class WhatsAppOptions
{
    [Required] public Uri ApiUrl { get; set; } = new("https://graph.facebook.com");

    /// <summary>Where the seller's browser meets Meta's dialog.</summary>
    [Required] public Uri DialogUrl { get; set; } = new("https://www.facebook.com");

    /// <summary>Versions die about two years after they appear.</summary>
    [Required, RegularExpression(@"^v\d+\.\d+$")] public string Version { get; set; } = "v25.0";

    /// <summary>Our app, and the configuration of its sign-up dialog; without them sellers cannot connect by themselves.</summary>
    public string? AppId { get; set; }
    public string? ConfigurationId { get; set; }

    [Required, MinLength(8)] public string AppSecret { get; set; } = "";

    /// <summary>Still accepted while the secret is being changed.</summary>
    public string? PreviousAppSecret { get; set; }

    [Required, MinLength(8)] public string VerifyToken { get; set; } = "";
}
