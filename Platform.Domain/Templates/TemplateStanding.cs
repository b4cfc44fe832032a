namespace Platform.Domain.Templates;

/// <summary>What the provider lets it be used for, the cheapest first. It decides the price, and may decide anew.</summary>
public enum TemplateCategory { Authentication, Utility, Marketing }

public enum TemplateStatus { Pending, Approved, Rejected, Paused, Disabled }

public static class TemplateCategories
{
    /// <summary>Somebody has to agree before it is used again.</summary>
    public static bool IsDearerThan(this TemplateCategory category, TemplateCategory before) => category is TemplateCategory.Marketing && before is not TemplateCategory.Marketing;
}
