using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Notifications;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Alerts;

/// <summary>Says what was found: to the team as each chose, and to the phones the seller named, through whichever provider their channel has.</summary>
public sealed class Announce(PlatformDbs dbs, TeamNotices notices, ShopVoice voice, ChannelDesk channels) : IErrand
{
    internal static readonly string Name = Naming.SnakeCase(nameof(Announce));

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        if (await db.Set<AlertAnnouncement>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == subject, ct) is not { } found) return;

        var organisation = new OrganisationId(found.OrganisationId);
        var (kind, href, template) = found.Kind is AlertKind.LateOrder
            ? (NoticeKind.LateOrder, "commandes", ReadyTemplates.Late)
            : (NoticeKind.LowStock, "boutique", ReadyTemplates.Stock);
        string[] words = [found.Count.ToString(CultureInfo.InvariantCulture), found.List];
        await notices.TellAsync(organisation, kind, $"alert {found.Id}", href, words, ct: ct);

        var phones = await db.Set<AlertPhone>().AsNoTracking().Where(p => p.OrganisationId == found.OrganisationId).ToListAsync(ct);
        if (phones is [] || await channels.DefaultAsync(organisation, ct) is not { } channel) return;

        var text = DeliverNotice.Say(kind, words, CultureInfo.GetCultureInfo(Language.French.Code()));
        foreach (var one in phones)
        {
            // The same announcement to the same number is one message, however often this runs.
            if (!PhoneNumber.TryParse(one.Phone, null, out var phone)) continue;
            await voice.TellAsync(organisation, new ChannelId(channel.Id), phone.Value, new ShopNotice($"alert {found.Id}", text, new TemplateWish(template, Language.French.Code(), words)), ct);
        }
    }
}
