using Platform.Domain.EventSourcing;

namespace Platform.Domain.Templates;

/// <summary>When what a provider keeps may be said otherwise: what is refused or paused at any time, what is approved once a day and ten times in thirty days.</summary>
public static class TemplateEditing
{
    public const int MostAMonth = 10;
    public static readonly TimeSpan Day = TimeSpan.FromHours(24), Month = TimeSpan.FromDays(30);

    /// <param name="edits">When it was changed before; the provider counts those that were made on its own pages too.</param>
    public static Refusal? Check(TemplateStatus status, TemplateCategory category, TemplateCategory wanted, IReadOnlyCollection<DateTimeOffset> edits, DateTimeOffset now) => status switch
    {
        TemplateStatus.Pending => Refuse("edit_pending"),
        TemplateStatus.Disabled => Refuse("edit_disabled"),
        not TemplateStatus.Approved => null,
        _ when category != wanted => Refuse("edit_category"),
        _ when edits.Any(edit => now - edit < Day) => Refuse("edit_today"),
        _ when edits.Count(edit => now - edit < Month) >= MostAMonth => Refuse("edit_month"),
        _ => null,
    };

    private static Refusal Refuse(string why) => new($"template.{why}");
}
