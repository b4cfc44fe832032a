using System.Globalization;
using System.Resources;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.WebPush;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Identity;
using Platform.Web.Mail;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Notifications;

/// <summary>
/// Brings one notice to one person by one way. A second run finds it done: an email is put out in the transaction that says so,
/// a chat message carries the notice's id, and of two pushes with the same topic the browser shows one.
/// </summary>
public sealed class DeliverNotice(PlatformDbs dbs, Outbox outbox, ShopVoice voice, ChannelDesk channels, WebPushClient push, PublicAddress address) : IErrand
{
    internal static readonly string Name = Naming.SnakeCase(nameof(DeliverNotice));

    private static readonly ResourceManager Words = new(typeof(Texts));

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        if (await db.Set<NoticeSend>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == subject, ct) is not { State: SendState.Waiting } send) return;

        var notice = await db.Set<TeamNotice>().AsNoTracking().FirstAsync(n => n.OrganisationId == send.OrganisationId && n.Id == send.Notice, ct);
        var person = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == send.Member, ct);
        await (person switch
        {
            null => SettleAsync(db, send, "gone", ct),
            _ when send.Way is NoticeWay.Email => EmailAsync(db, send, notice, person, ct),
            _ when send.Way is NoticeWay.WhatsApp => ChatAsync(db, send, notice, person, ct),
            _ => PushAsync(db, send, notice, person, ct),
        });
    }

    /// <summary>The sentence, in the language its reader chose. Some kinds have several, told apart by their first word.</summary>
    public static string Say(NoticeKind kind, IReadOnlyList<string> words, CultureInfo culture)
    {
        var sentence = (words is [var first, ..] ? Words.GetString($"Told.{kind}.{first}", culture) : null) ?? Words.GetString($"Told.{kind}", culture);
        return string.Format(culture, sentence ?? throw new MissingManifestResourceException(kind.ToString()), [.. words]);
    }

    private async Task EmailAsync(PlatformDb db, NoticeSend send, TeamNotice notice, User person, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await SettleAsync(db, send, error: null, ct) == 0) return;

        outbox.Put(db, person.Email!, Letters.Notice(Languages.FromCode(person.Language), person.FirstName, Say(notice.Kind, notice.Words, Culture(person)), address.Of($"/{notice.Href}"), address.Of("/reglages/notifications")));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task ChatAsync(PlatformDb db, NoticeSend send, TeamNotice notice, User person, CancellationToken ct)
    {
        var organisation = new OrganisationId(send.OrganisationId);
        var habits = await db.Set<NoticeHabits>().AsNoTracking().FirstOrDefaultAsync(h => h.OrganisationId == send.OrganisationId && h.Member == send.Member, ct);
        if (!PhoneNumber.TryParse(habits?.Phone, null, out var phone) || await channels.DefaultAsync(organisation, ct) is not { } channel)
        {
            await SettleAsync(db, send, "no_channel", ct);
            return;
        }

        var text = $"{Say(notice.Kind, notice.Words, Culture(person))}\n{address.Of($"/{notice.Href}")}";
        var refusal = await voice.TellAsync(organisation, new ChannelId(channel.Id), phone.Value, new ShopNotice($"notice {send.Id}", text, new TemplateWish(ReadyTemplates.Team, person.Language, [Say(notice.Kind, notice.Words, Culture(person))])), ct);
        await SettleAsync(db, send, refusal?.Code, ct);
    }

    private async Task PushAsync(PlatformDb db, NoticeSend send, TeamNotice notice, User person, CancellationToken ct)
    {
        if (await db.Set<PushBrowser>().AsNoTracking().FirstOrDefaultAsync(b => b.OrganisationId == send.OrganisationId && b.Id == send.Browser, ct) is not { } browser)
        {
            await SettleAsync(db, send, "gone", ct);
            return;
        }

        var message = JsonSerializer.SerializeToUtf8Bytes(new { title = Say(notice.Kind, notice.Words, Culture(person)), href = $"/{notice.Href}", tag = TagOf(notice), lang = person.Language });
        try
        {
            await push.SendAsync(new(new Uri(browser.Endpoint), browser.Key, browser.Secret), message, notice.Id.ToString("N"), ct);
            await SettleAsync(db, send, error: null, ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final)
        {
            if (e.Code is WebPushClient.Gone) await db.Set<PushBrowser>().Where(b => b.OrganisationId == browser.OrganisationId && b.Id == browser.Id).ExecuteDeleteAsync(ct);
            await SettleAsync(db, send, e.Code, ct);
        }
    }

    /// <summary>Pages that are open tell of a waiting customer too; under the same name the browser shows one.</summary>
    private static string TagOf(TeamNotice notice) => notice.Kind is NoticeKind.Escalation ? notice.Href : notice.Id.ToString("N");

    private static Task<int> SettleAsync(PlatformDb db, NoticeSend send, string? error, CancellationToken ct)
    {
        var state = error is null ? SendState.Sent : SendState.Dropped;
        return db.Set<NoticeSend>().Where(s => s.OrganisationId == send.OrganisationId && s.Id == send.Id && s.State == SendState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, state).SetProperty(s => s.Error, error), ct);
    }

    private static CultureInfo Culture(User person) => CultureInfo.GetCultureInfo(Languages.FromCode(person.Language).Code());
}
