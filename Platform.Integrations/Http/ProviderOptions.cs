using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Http;

/// <summary>Where a provider is that sellers have accounts at; one of these for each, by its name.</summary>
public sealed class ProviderOptions
{
    [Required] public Uri ApiUrl { get; set; } = null!;
}
