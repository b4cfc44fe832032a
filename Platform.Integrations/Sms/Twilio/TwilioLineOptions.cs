using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Sms.Twilio;

/// <summary>The installation's account at Twilio, from which couriers are written to and called.</summary>
public sealed class TwilioLineOptions
{
    [Required] public Uri ApiUrl { get; set; } = new("https://api.twilio.com");
    public string AccountSid { get; set; } = "";

    /// <summary>Signs what Twilio posts to us, also when a key is used for calls.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>`SK…:secret`, to call with instead of the token.</summary>
    public string? ApiKey { get; set; }

    /// <summary>A number of the account, an approved name, or a messaging service (`MG…`).</summary>
    public string Sender { get; set; } = "";

    /// <summary>A number of the account that can call; without one nobody is called.</summary>
    public string? VoiceNumber { get; set; }

    /// <summary>Our two addresses as Twilio calls them: they are part of what it signs, so a proxy's idea of them is worth nothing.</summary>
    public Uri? TextDoor { get; set; }
    public Uri? VoiceDoor { get; set; }
}
