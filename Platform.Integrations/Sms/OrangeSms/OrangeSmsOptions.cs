using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Sms.OrangeSms;

/// <summary>A contract with Orange in one country; its sender number is fixed by the contract.</summary>
public sealed class OrangeSmsOptions
{
    [Required] public Uri ApiUrl { get; set; } = new("https://api.orange.com");
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>`+2210000`, as the contract writes it.</summary>
    public string Sender { get; set; } = "";

    /// <summary>Only when Orange has approved it.</summary>
    public string? SenderName { get; set; }
}
