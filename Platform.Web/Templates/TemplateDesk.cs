using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.EventSourcing;
using Platform.Domain.Templates;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Web.Templates;

/// <summary>Where a seller has texts approved. Each answer is why not, as a key of the texts; null when it went well.</summary>
public sealed class TemplateDesk(PlatformDbs dbs, TemplateQueries templates, TemplateShelf shelf, ChannelDirectory directory, IEnumerable<ITemplateBook> books, LiveUpdates live)
{
    private const int MostNames = 4;

    public async Task<(Channel Channel, List<ChannelTemplate> Templates)?> OpenAsync(Actor by, ChannelId channel, CancellationToken ct = default)
    {
        ChannelDesk.Demand(by);
        await using var db = dbs.Open(by.Organisation);
        return await db.Set<Channel>().AsNoTracking().FirstOrDefaultAsync(c => c.OrganisationId == by.Organisation.Value && c.Id == channel.Value, ct) is { } row
            ? (row, await templates.OfAsync(by.Organisation, channel, ct))
            : null;
    }

    public Task<string?> RefreshAsync(Actor by, ChannelId channel, CancellationToken ct = default)
    {
        ChannelDesk.Demand(by);
        return shelf.ReadAsync(by.Organisation, channel, ct);
    }

    public async Task<string?> SubmitAsync(Actor by, ChannelId channel, TemplateDraft draft, CancellationToken ct = default)
    {
        ChannelDesk.Demand(by);
        if (draft.Check() is { } refusal) return refusal.Code;
        if (await directory.AccountAsync(by.Organisation, channel, ct) is not { } account) return "channel_gone";

        try
        {
            var taken = await books.First(book => book.Provider == account.Provider).SubmitAsync(account.Credentials, draft, ct);
            await shelf.KeepAnswerAsync(by.Organisation, channel, taken, ct);
            return null;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            // It may have been taken: the reading will show it, or it is submitted again.
            await shelf.ReadAsync(by.Organisation, channel, ct);
            return (await templates.FindAsync(by.Organisation, channel, draft.Name, draft.Language, ct)) is null ? "template.unknown" : null;
        }
        catch (ProviderException e)
        {
            return e.Reason;
        }
    }

    /// <summary>Submits what is missing of a ready-made text. What was refused before is tried under its next name.</summary>
    public async Task<string?> OfferAsync(Actor by, ChannelId channel, ReadyTemplate ready, CancellationToken ct = default)
    {
        ChannelDesk.Demand(by);
        string? problem = null;
        var known = await templates.OfAsync(by.Organisation, channel, ct);
        foreach (var language in Missing(ready, known))
        {
            var tried = known.Count(t => t.Language == language && ReadyTemplates.IsOf(ready.Name, t.Name));
            problem = await OfferAsync(by, channel, ready, language, tried + 1, ct) ?? problem;
        }

        return problem;
    }

    /// <summary>What was deleted, here or elsewhere, keeps its name for a month: the next one is free.</summary>
    private async Task<string?> OfferAsync(Actor by, ChannelId channel, ReadyTemplate ready, string language, int version, CancellationToken ct)
    {
        var problem = await SubmitAsync(by, channel, ready.In(language, version), ct);
        for (var next = version + 1; problem is Trouble.TemplateResting or Trouble.TemplateTaken && next < version + MostNames; next++) problem = await SubmitAsync(by, channel, ready.In(language, next), ct);
        return problem;
    }

    /// <summary>In which languages nothing is approved or on its way.</summary>
    public static IEnumerable<string> Missing(ReadyTemplate ready, IReadOnlyList<ChannelTemplate> known) => ReadyTemplates.Languages.Where(language =>
        !known.Any(t => t.Language == language && ReadyTemplates.IsOf(ready.Name, t.Name) && t.Status is TemplateStatus.Approved or TemplateStatus.Pending or TemplateStatus.Paused));

    /// <summary>The dearer category is all right; what uses the template goes on.</summary>
    public async Task AgreeAsync(Actor by, ChannelId channel, string provider, CancellationToken ct = default)
    {
        ChannelDesk.Demand(by);
        await using var db = dbs.Open(by.Organisation);
        await db.Set<ChannelTemplate>().Where(t => t.OrganisationId == by.Organisation.Value && t.ChannelId == channel.Value && t.ProviderId == provider)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.HeldSince, (DateTimeOffset?)null), ct);
        live.Publish(new(by.Organisation, nameof(ChannelTemplate), channel.Value));
    }
}
