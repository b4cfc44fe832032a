using System.Text.RegularExpressions;
using Platform.Domain.Templates;

namespace Platform.Integrations.Messaging.Emulation;

/// <summary>Whoever looks through templates, by rules one can foresee: adverts are marketing, short links and questions for secrets are refused.</summary>
internal static partial class TemplateReview
{
    /// <param name="Reason">Meta's word; null when it is approved.</param>
    public sealed record Verdict(TemplateCategory Category, string? Reason)
    {
        public string Status => Reason is null ? "APPROVED" : "REJECTED";
    }

    /// <param name="mayMove">Whether the wrong category is mended instead of refused.</param>
    public static Verdict Of(string text, TemplateCategory asked, bool mayMove) => text switch
    {
        _ when Secret().IsMatch(text) => new(asked, "SCAM"),
        _ when ShortLink().IsMatch(text) => new(asked, "INVALID_FORMAT"),
        _ when asked is not TemplateCategory.Marketing && Advert().IsMatch(text) => mayMove ? new(TemplateCategory.Marketing, null) : new(asked, "INCORRECT_CATEGORY"),
        _ => new(asked, null),
    };

    [GeneratedRegex(@"(?i)\b(promo\w*|soldes?|remise|gratuit\w*|offre spéciale|discount|sale ends|free gift)\b|-\s?\d+\s?%|تخفيض|عرض خاص|مجان")]
    private static partial Regex Advert();

    [GeneratedRegex(@"(?i)https?://(bit\.ly|tinyurl\.com|wa\.me|t\.co)/")]
    private static partial Regex ShortLink();

    [GeneratedRegex(@"(?i)mot de passe|password|code pin|numéro de carte|card number|كلمة السر|رقم البطاقة")]
    private static partial Regex Secret();
}
