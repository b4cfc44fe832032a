using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Templates;
using Platform.Web.Store;

namespace Platform.Web.Templates;

/// <summary>Which approved texts a channel has.</summary>
public sealed class TemplateQueries(PlatformDbs dbs)
{
    public async Task<List<ChannelTemplate>> OfAsync(OrganisationId organisation, ChannelId channel, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<ChannelTemplate>().AsNoTracking()
            .Where(t => t.OrganisationId == organisation.Value && t.ChannelId == channel.Value)
            .OrderBy(t => t.Name).ThenBy(t => t.Language)
            .ToListAsync(ct);
    }

    /// <summary>What a person may choose from: approved, not held, and words are all it takes.</summary>
    public async Task<List<ChannelTemplate>> UsableAsync(OrganisationId organisation, ChannelId channel, CancellationToken ct = default) =>
        (await OfAsync(organisation, channel, ct)).FindAll(t => t.IsUsable && !t.Words.NeedsMore && t.Category is not TemplateCategory.Authentication);

    /// <summary>The one for this purpose in the nearest language, the newest version of it; null when none fits.</summary>
    public async Task<ChannelTemplate?> BestAsync(OrganisationId organisation, ChannelId channel, TemplateWish wish, CancellationToken ct = default) =>
        (await UsableAsync(organisation, channel, ct))
        .Where(t => ReadyTemplates.IsOf(wish.Purpose, t.Name) && t.Words.Blanks.Count == wish.Values.Count)
        .OrderBy(t => TemplateTongue.Distance(t.Language, wish.Reader)).ThenByDescending(t => t.Name.Length).ThenByDescending(t => t.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>By the name it is sent under; of several the one that may be used.</summary>
    public async Task<ChannelTemplate?> FindAsync(OrganisationId organisation, ChannelId channel, string name, string language, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var named = await db.Set<ChannelTemplate>().AsNoTracking()
            .Where(t => t.OrganisationId == organisation.Value && t.ChannelId == channel.Value && t.Name == name && t.Language == language)
            .ToListAsync(ct);
        return named.OrderByDescending(t => t.IsUsable).ThenByDescending(t => t.ChangedAt).FirstOrDefault();
    }
}
