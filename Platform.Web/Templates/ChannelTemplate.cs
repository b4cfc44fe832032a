using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Templates;
using Platform.Integrations.Messaging;

namespace Platform.Web.Templates;

/// <summary>A template as the channel's provider last told of it.</summary>
/// <param name="Content">Its <see cref="TemplateWords"/> as JSON.</param>
[Table("channel_templates"), PrimaryKey(nameof(OrganisationId), nameof(ChannelId), nameof(ProviderId))]
public sealed record ChannelTemplate(
    Guid OrganisationId, Guid ChannelId, string ProviderId, string Name, string Language, TemplateCategory Category, TemplateStatus Status, string Content,
    DateTimeOffset ChangedAt, DateTimeOffset KeptAt)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Not in force yet.</summary>
    public TemplateCategory? AnnouncedCategory { get; init; }
    public string? Reason { get; init; }
    public string? Quality { get; init; }

    /// <summary>It became dearer, and nobody has agreed to that yet.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>When it was changed from here, in the last thirty days.</summary>
    public DateTimeOffset[] EditedAt { get; init; } = [];

    [NotMapped]
    public TemplateWords Words => JsonSerializer.Deserialize<TemplateWords>(Content, Json)!;

    [NotMapped]
    public bool IsUsable => Status is TemplateStatus.Approved && HeldSince is null;

    [NotMapped]
    public ProviderTemplate Told => new(ProviderId, Name, Language, Category, Status, Words) { Reason = Reason, Quality = Quality };

    internal static string Write(TemplateWords words) => JsonSerializer.Serialize(words, Json);

    /// <param name="before">What was known until now.</param>
    public static ChannelTemplate Of(OrganisationId organisation, ChannelId channel, ChannelTemplate? before, ProviderTemplate told, DateTimeOffset now) => new(
        organisation.Value, channel.Value, told.Id, told.Name, told.Language, told.Category, told.Status, Write(told.Words),
        before is not null && before.Status == told.Status && before.Category == told.Category ? before.ChangedAt : now, before?.KeptAt ?? now)
    {
        AnnouncedCategory = before?.AnnouncedCategory is { } announced && announced != told.Category ? announced : null,
        Reason = told.Reason,
        Quality = told.Quality,
        EditedAt = before?.EditedAt ?? [],
        HeldSince = before switch
        {
            null => null,
            _ when told.Category.IsDearerThan(before.Category) => now,
            _ when before.Category.IsDearerThan(told.Category) => null,
            _ => before.HeldSince,
        },
    };

    /// <summary>As it stands while the provider looks through other words. A dearer category was chosen by whoever wrote them.</summary>
    public ChannelTemplate Rewritten(TemplateDraft draft, DateTimeOffset now) =>
        Of(new(OrganisationId), new(ChannelId), this, Told with { Words = draft.Words, Category = draft.Category, Status = TemplateStatus.Pending, Reason = null }, now) with
        {
            HeldSince = null, EditedAt = [.. EditedAt.Where(at => now - at < TemplateEditing.Month), now],
        };

    /// <summary>What became of it that its owner has to know; null when it is nothing bad, or nothing new.</summary>
    public string? WorseThan(ChannelTemplate? before) => before switch
    {
        null => null,
        { HeldSince: null } when HeldSince is not null => "dearer",
        _ when Status == before.Status => null,
        _ => Status switch
        {
            TemplateStatus.Paused => "paused",
            TemplateStatus.Disabled => "disabled",
            TemplateStatus.Rejected => "rejected",
            _ => null,
        },
    };
}
