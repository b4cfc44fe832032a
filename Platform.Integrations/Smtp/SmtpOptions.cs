using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Smtp;

/// <summary>Your mail server. `Smtp__Host` switches it on.</summary>
public sealed class SmtpOptions
{
    [Required] public required string Host { get; set; }
    [Range(1, 65535)] public int Port { get; set; } = 587;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>STARTTLS; off only for a server on the same machine.</summary>
    public bool Encrypt { get; set; } = true;

    [Required, EmailAddress] public required string From { get; set; }
    [Required] public string FromName { get; set; } = "Relais";
}
