using System.ComponentModel.DataAnnotations;

namespace Platform.Integrations.Gemini;

/// <summary>Which of Google's models answers, by which key, how hard it thinks, how long it may take and what it costs.</summary>
public sealed class GeminiOptions : IValidatableObject
{
    /// <summary>Without one the model is not asked at all.</summary>
    public string? ApiKey { get; set; }

    [Required] public Uri BaseUrl { get; set; } = new("https://generativelanguage.googleapis.com/v1beta");

    [Required, RegularExpression("^[a-z0-9][a-z0-9.-]{0,80}$")] public string Model { get; set; } = "gemini-3.5-flash-lite";

    /// <summary>Asked where the first has retired, is overloaded or has used up its quota; empty for none.</summary>
    [RegularExpression("^([a-z0-9][a-z0-9.-]{0,80})?$")] public string FallbackModel { get; set; } = "gemini-3.8-flash";

    /// <summary>Empty for models that take none.</summary>
    [RegularExpression("^(MINIMAL|LOW|MEDIUM|HIGH)?$")] public string ThinkingLevel { get; set; } = "LOW";

    /// <summary>Thoughts are spent out of it too, so a small one ends in silence.</summary>
    [Range(1024, 65_536)] public int MaxOutputTokens { get; set; } = 2048;

    /// <summary>For one answer, with every further attempt in it.</summary>
    [Range(1, 10)] public int PatienceSeconds { get; set; } = 10;

    /// <summary>In US dollars per million tokens, as is the rest.</summary>
    [Range(0, 1000)] public decimal InputPrice { get; set; } = 0.30m;
    [Range(0, 1000)] public decimal CachedInputPrice { get; set; } = 0.03m;
    [Range(0, 1000)] public decimal OutputPrice { get; set; } = 2.50m;

    public bool HasKey => !string.IsNullOrWhiteSpace(ApiKey);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!BaseUrl.IsAbsoluteUri || BaseUrl.Scheme is not ("http" or "https")) yield return new("Gemini:BaseUrl is not an address.", [nameof(BaseUrl)]);
        if (ApiKey is { } key && key.Any(c => c is <= ' ' or > '~')) yield return new("Gemini:ApiKey holds characters no key has.", [nameof(ApiKey)]);
    }
}
