using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Sms;

/// <summary>Who carries plain texts and calls for this installation, and the secret their webhooks prove themselves with.</summary>
public sealed class TextOptions
{
    /// <summary>Nobody, unless said: couriers are then reached on WhatsApp only.</summary>
    public string? Provider { get; set; }

    /// <summary>At the end of our webhook addresses; long, because nothing else protects them.</summary>
    [MinLength(16)] public string? WebhookSecret { get; set; }
}
