using Platform.Domain.Templates;

namespace Platform.Integrations.Messaging;

/// <summary>The texts a provider keeps for a seller, and looks through before they may be sent.</summary>
public interface ITemplateBook
{
    /// <summary>As its channels are labelled.</summary>
    string Provider { get; }

    /// <summary>All of them, whatever became of them.</summary>
    Task<IReadOnlyList<ProviderTemplate>> ReadAsync(ChannelAccount account, CancellationToken ct);

    /// <returns>As the provider took it: in a category of its own choice, and mostly still to be looked through.</returns>
    /// <exception cref="ProviderException">Says whether it may have been taken all the same; the next reading then shows it.</exception>
    Task<ProviderTemplate> SubmitAsync(ChannelAccount account, TemplateDraft draft, CancellationToken ct);

    /// <summary>Whether one that was submitted can be said otherwise from here.</summary>
    bool CanEdit => false;

    bool CanDelete => false;

    /// <summary>Name and language stay; it is looked through anew.</summary>
    Task EditAsync(ChannelAccount account, ProviderTemplate kept, TemplateDraft draft, CancellationToken ct) => throw NotHere();

    /// <summary>In this one language. What is gone already is no trouble.</summary>
    Task DeleteAsync(ChannelAccount account, ProviderTemplate kept, CancellationToken ct) => throw NotHere();

    private static ProviderException NotHere() => new(Trouble.Unsupported, ProviderFault.Final);
}

/// <param name="Id">What names it beyond doubt, and at Twilio the only thing that does.</param>
public sealed record ProviderTemplate(string Id, string Name, string Language, TemplateCategory Category, TemplateStatus Status, TemplateWords Words)
{
    /// <summary>Why it was refused, in the provider's own word.</summary>
    public string? Reason { get; init; }

    /// <summary>As customers rate it: `GREEN`, `YELLOW`, `RED`.</summary>
    public string? Quality { get; init; }
}

/// <summary>Providers' words for how a template stands; they come in readings and in news alike, and new ones appear without notice.</summary>
public static class TemplateReading
{
    /// <returns>Null for one that is no more.</returns>
    public static TemplateStatus? StatusOf(string? word) => word?.ToUpperInvariant() switch
    {
        "APPROVED" or "REINSTATED" or "FLAGGED" or "UNARCHIVED" => TemplateStatus.Approved,
        "REJECTED" or "FAILED" => TemplateStatus.Rejected,
        "PAUSED" => TemplateStatus.Paused,
        "DISABLED" or "LIMIT_EXCEEDED" or "LOCKED" or "ARCHIVED" => TemplateStatus.Disabled,
        "DELETED" or "PENDING_DELETION" => null,
        _ => TemplateStatus.Pending,
    };

    public static TemplateCategory CategoryOf(string? word) => word?.ToUpperInvariant() switch
    {
        "MARKETING" => TemplateCategory.Marketing,
        "AUTHENTICATION" => TemplateCategory.Authentication,
        _ => TemplateCategory.Utility,
    };

    public static string Word(this TemplateCategory category) => category.ToString().ToUpperInvariant();
}
