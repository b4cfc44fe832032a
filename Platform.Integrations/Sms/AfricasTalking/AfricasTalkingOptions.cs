using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Sms.AfricasTalking;

/// <summary>The account at Africa's Talking. Texts and calls are two hosts there.</summary>
public sealed class AfricasTalkingOptions
{
    [Required] public Uri TextUrl { get; set; } = new("https://api.africastalking.com");
    [Required] public Uri VoiceUrl { get; set; } = new("https://voice.africastalking.com");
    public string Username { get; set; } = "";
    public string ApiKey { get; set; } = "";

    /// <summary>A short code or an approved name; theirs when empty.</summary>
    public string? SenderId { get; set; }

    /// <summary>Our number there, from which calls are made.</summary>
    public string? VoiceNumber { get; set; }
}
