using Platform.Domain.Templates;
using Platform.Web.Store;

namespace Platform.Web.Templates;

/// <summary>What would miss a template if it were gone.</summary>
/// <param name="Sent">How often it went out in the last thirty days.</param>
/// <param name="Waiting">Messages that are still to go out with it.</param>
/// <param name="Purpose">What the product itself says with it.</param>
/// <param name="HasStandIn">Another one that is approved for the same purpose.</param>
public sealed record TemplateTrace(long Sent, DateTimeOffset? LastAt, long Waiting, ReadyTemplate? Purpose, bool HasStandIn);

/// <summary>Follows a template to the messages it went out in.</summary>
public sealed class TemplateTraces(Databases databases, TimeProvider clock)
{
    /// <param name="others">All of its channel's.</param>
    public async Task<TemplateTrace> OfAsync(ChannelTemplate template, IReadOnlyList<ChannelTemplate> others, CancellationToken ct = default)
    {
        // Messages name their template as they went out; most brought none, and need not be read as JSON.
        var since = clock.GetUtcNow() - TemplateEditing.Month;
        await using var batch = databases.App.BatchFor(new(template.OrganisationId));
        batch.Add($"""
            select count(*) filter (where t.state <> 'Failed'), max(t.at), count(*) filter (where t.state = 'Queued')
            from message_brought b join thread t on t.organisation_id = b.organisation_id and t.message = b.message
            where b.organisation_id = {template.OrganisationId} and t.channel = {template.ChannelId} and t.at > {since}
              and case when b.content like '%"Template":%' then b.content::jsonb -> 'Template' ->> 'Name' = {template.Name} and b.content::jsonb -> 'Template' ->> 'Language' = {template.Language} end
            """);
        var (sent, last, waiting) = (await batch.ListAsync(row => (row.GetInt64(0), row.IsDBNull(1) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2)), ct))[0];

        var purpose = ReadyTemplates.Find(template.Name);
        return new(sent, last, waiting, purpose, purpose is not null && others.Any(other => other.IsUsable && other.ProviderId != template.ProviderId && ReadyTemplates.IsOf(purpose.Name, other.Name)));
    }
}
