using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Payments;

/// <summary>Where a gateway is; one of these for each, by its name.</summary>
public sealed class GatewayOptions
{
    [Required] public Uri ApiUrl { get; set; } = null!;
}
