using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Templates;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Web.Templates;

/// <summary>
/// Keeps the copy of what providers have: read whole when a channel is connected, by the clock and on request, and changed by their news in between.
/// What gets worse is told to those who run the shop.
/// </summary>
public sealed class TemplateShelf(
    Databases databases, TemplateQueries templates, ChannelDirectory directory, IEnumerable<ITemplateBook> books, Colleagues colleagues, TeamNotices notices, TodoSignal todo, LiveUpdates live, TimeProvider clock)
{
    /// <returns>Why they could not be read, or null.</returns>
    public async Task<string?> ReadAsync(OrganisationId organisation, ChannelId channel, CancellationToken ct)
    {
        if (await directory.AccountAsync(organisation, channel, ct) is not { } account) return "channel_gone";

        var began = clock.GetUtcNow();
        try
        {
            var told = await books.First(book => book.Provider == account.Provider).ReadAsync(account.Credentials, ct);
            await KeepAsync(organisation, channel, told, ct);
            await FinishAsync(organisation, channel, told, began, problem: null, ct);
            return null;
        }
        catch (ProviderException e)
        {
            await FinishAsync(organisation, channel, told: null, began, e.Reason, ct);
            return e.Reason;
        }
    }

    public async Task KeepAsync(OrganisationId organisation, ChannelId channel, IReadOnlyList<ProviderTemplate> told, CancellationToken ct)
    {
        var known = (await templates.OfAsync(organisation, channel, ct)).ToDictionary(t => t.ProviderId);
        var now = clock.GetUtcNow();
        await ChangeAsync(organisation, channel, [.. told.Select(t => (known.GetValueOrDefault(t.Id), ChannelTemplate.Of(organisation, channel, known.GetValueOrDefault(t.Id), t, now)))], ct);
    }

    /// <returns>Whose account it is; null when it is nobody's here.</returns>
    public async Task<OrganisationId?> HearAsync(string provider, TemplateNews news, CancellationToken ct)
    {
        var concerned = await directory.OfAccountAsync(provider, news.Business, ct);
        foreach (var found in concerned)
        {
            var row = (await templates.OfAsync(found.Organisation, found.Channel, ct)).Find(t => t.ProviderId == news.Id || (t.Name == news.Name && t.Language == news.Language));
            if (row is null || news.Aspect is TemplateAspect.Words) await AskAsync(found.Organisation, found.Channel, ct);
            else await HearAsync(found.Organisation, found.Channel, row, news, ct);
        }

        return concerned is [var first, ..] ? first.Organisation : null;
    }

    /// <summary>Reads it soon, once however many ask.</summary>
    public async Task AskAsync(OrganisationId organisation, ChannelId channel, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            insert into todo (organisation_id, reaction, stream, version) select {organisation.Value}, {ReadTemplates.Name}, {channel.Value}, 0
            where not exists (select from todo where reaction = {ReadTemplates.Name} and stream = {channel.Value} and token = 0)
            """);
        await batch.RunAsync(ct);
        todo.Wake();
    }

    private Task HearAsync(OrganisationId organisation, ChannelId channel, ChannelTemplate row, TemplateNews news, CancellationToken ct)
    {
        if (news is { Aspect: TemplateAspect.Status } && TemplateReading.StatusOf(news.To) is null) return RemoveAsync(organisation, channel, row, ct);

        var told = news.Aspect switch
        {
            TemplateAspect.Status => row.Told with { Status = TemplateReading.StatusOf(news.To) ?? row.Status, Reason = news.Reason },
            TemplateAspect.Quality => row.Told with { Quality = news.To is "UNKNOWN" ? null : news.To },
            TemplateAspect.Category => row.Told with { Category = TemplateReading.CategoryOf(news.To) },
            _ => row.Told,
        };
        var after = ChannelTemplate.Of(organisation, channel, row, told, clock.GetUtcNow());
        return NoteAsync(organisation, channel, row, after, news, ct);
    }

    /// <summary>Only what the news is about: of two that come together, neither may undo the other.</summary>
    private async Task NoteAsync(OrganisationId organisation, ChannelId channel, ChannelTemplate before, ChannelTemplate after, TemplateNews news, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add(news.Aspect switch
        {
            TemplateAspect.Status => $"update channel_templates set status = {after.Status.ToString()}, reason = {after.Reason}::text, changed_at = {after.ChangedAt} where organisation_id = {organisation.Value} and channel_id = {channel.Value} and provider_id = {before.ProviderId}",
            TemplateAspect.Quality => $"update channel_templates set quality = {after.Quality}::text where organisation_id = {organisation.Value} and channel_id = {channel.Value} and provider_id = {before.ProviderId}",
            TemplateAspect.Category => $"update channel_templates set category = {after.Category.ToString()}, announced_category = null, held_since = {after.HeldSince}::timestamptz, changed_at = {after.ChangedAt} where organisation_id = {organisation.Value} and channel_id = {channel.Value} and provider_id = {before.ProviderId}",
            _ => (FormattableString)$"update channel_templates set announced_category = {TemplateReading.CategoryOf(news.To).ToString()} where organisation_id = {organisation.Value} and channel_id = {channel.Value} and provider_id = {before.ProviderId}",
        });
        await batch.RunAsync(ct);
        await ToldAsync(organisation, channel, [(before, after)], ct);
    }

    /// <summary>What the provider answered to a submission. News of it may have come first, and knows better.</summary>
    public Task KeepAnswerAsync(OrganisationId organisation, ChannelId channel, ProviderTemplate taken, CancellationToken ct) =>
        ChangeAsync(organisation, channel, [(null, ChannelTemplate.Of(organisation, channel, null, taken, clock.GetUtcNow()))], ct, isLatest: false);

    /// <summary>Other words of the seller's, or those from before where the provider would not hear of them.</summary>
    public async Task RewriteAsync(ChannelTemplate row, CancellationToken ct)
    {
        var organisation = new OrganisationId(row.OrganisationId);
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            update channel_templates set content = {row.Content}, category = {row.Category.ToString()}, status = {row.Status.ToString()}, reason = {row.Reason}::text, held_since = {row.HeldSince}::timestamptz,
                changed_at = {row.ChangedAt}, edited_at = {row.EditedAt}
            where organisation_id = {row.OrganisationId} and channel_id = {row.ChannelId} and provider_id = {row.ProviderId}
            """);
        await batch.RunAsync(ct);
        live.Publish(new(organisation, nameof(ChannelTemplate), row.ChannelId));
    }

    /// <param name="isLatest">Whether it is newer than what is known already.</param>
    private async Task ChangeAsync(
        OrganisationId organisation, ChannelId channel, IReadOnlyList<(ChannelTemplate? Before, ChannelTemplate After)> changes, CancellationToken ct, bool isLatest = true)
    {
        // Line ends differ by what the provider's JSON had; a row that says the same is left alone.
        var changed = changes.Where(change => change.Before != change.After).ToList();
        if (changed is []) return;

        await using var batch = databases.App.BatchFor(organisation);
        foreach (var (_, row) in changed)
        {
            batch.Add($"""
                insert into channel_templates (organisation_id, channel_id, provider_id, name, language, category, announced_category, status, reason, quality, content, held_since, changed_at, kept_at)
                values ({organisation.Value}, {channel.Value}, {row.ProviderId}, {row.Name}, {row.Language}, {row.Category.ToString()}, {row.AnnouncedCategory?.ToString()}::text, {row.Status.ToString()},
                        {row.Reason}::text, {row.Quality}::text, {row.Content}, {row.HeldSince}::timestamptz, {row.ChangedAt}, {row.KeptAt})
                on conflict (organisation_id, channel_id, provider_id) do update set
                    name = excluded.name, language = excluded.language, category = excluded.category, announced_category = excluded.announced_category, status = excluded.status,
                    reason = excluded.reason, quality = excluded.quality, content = excluded.content, held_since = excluded.held_since, changed_at = excluded.changed_at
                where {isLatest}
                """);
        }

        await batch.RunAsync(ct);
        await ToldAsync(organisation, channel, changed, ct);
    }

    private async Task ToldAsync(OrganisationId organisation, ChannelId channel, IReadOnlyList<(ChannelTemplate? Before, ChannelTemplate After)> changed, CancellationToken ct)
    {
        live.Publish(new(organisation, nameof(ChannelTemplate), channel.Value));
        foreach (var (before, after) in changed)
        {
            if (after.WorseThan(before) is { } what)
                await notices.TellAsync(organisation, NoticeKind.TemplateStopped, $"{channel} {after.ProviderId} {what} {after.ChangedAt:O}", TemplatesPage.Path(channel), [what, after.Name], await colleagues.LeadersAsync(organisation, ct), ct);
        }
    }

    public async Task RemoveAsync(OrganisationId organisation, ChannelId channel, ChannelTemplate row, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"delete from channel_templates where organisation_id = {organisation.Value} and channel_id = {channel.Value} and provider_id = {row.ProviderId}");
        await batch.RunAsync(ct);
        live.Publish(new(organisation, nameof(ChannelTemplate), channel.Value));
    }

    /// <summary>What the provider no longer has goes, unless it was submitted while the others were being read.</summary>
    private async Task FinishAsync(OrganisationId organisation, ChannelId channel, IReadOnlyList<ProviderTemplate>? told, DateTimeOffset began, string? problem, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        if (told is not null)
        {
            batch.Add($"""
                delete from channel_templates where organisation_id = {organisation.Value} and channel_id = {channel.Value}
                and provider_id <> all ({told.Select(t => t.Id).ToArray()}) and kept_at < {began}
                """);
            batch.Add($"update channels set templates_read_at = {began}, templates_problem = null where organisation_id = {organisation.Value} and id = {channel.Value}");
        }
        else batch.Add($"update channels set templates_problem = {problem} where organisation_id = {organisation.Value} and id = {channel.Value}");

        await batch.RunAsync(ct);
        live.Publish(new(organisation, nameof(ChannelTemplate), channel.Value));
    }
}
