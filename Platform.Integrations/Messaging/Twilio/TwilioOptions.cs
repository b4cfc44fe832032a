using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>Where Twilio is, and where we are for it.</summary>
public sealed class TwilioOptions
{
    [Required] public Uri ApiUrl { get; set; } = new("https://api.twilio.com");
    [Required] public Uri ContentUrl { get; set; } = new("https://content.twilio.com");

    /// <summary>Our webhook address as the world calls it. It is part of what Twilio signs, so a proxy's idea of it is worth nothing.</summary>
    public Uri? WebhookUrl { get; set; }
}
