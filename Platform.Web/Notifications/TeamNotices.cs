using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Web.Notifications;

/// <summary>Tells a team what happened: once, each person in the ways they chose, in the hours they are awake.</summary>
public sealed class TeamNotices(Databases databases, PlatformDbs dbs, Colleagues colleagues, TodoSignal todo, LiveUpdates live, TimeProvider clock)
{
    public const string LiveKind = nameof(TeamNotice);

    private static readonly Role[] Told = [Role.Agent, Role.Admin, Role.Owner];

    private sealed record Send(Guid Id, Guid Member, NoticeWay Way, Guid? Browser, DateTimeOffset Due);

    /// <param name="key">Made from what happened: the same key is told once, however often it is asked for.</param>
    /// <param name="words">What fills the blanks of the sentence `Told.{kind}`.</param>
    /// <param name="only">These people; null for all who answer customers.</param>
    public async Task TellAsync(OrganisationId organisation, NoticeKind kind, string key, string href, IReadOnlyList<string> words, IReadOnlyCollection<Guid>? only = null, CancellationToken ct = default)
    {
        var (now, notice) = (clock.GetUtcNow(), IdOf(organisation.Value, $"{kind} {key}"));
        var sends = await SendsAsync(organisation, notice, kind, only, now, ct);

        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            with told as (
                insert into team_notices (organisation_id, id, kind, at, href, words)
                values ({organisation.Value}, {notice}, {kind.ToString()}, {now}, {href}, {words.ToArray()}) on conflict do nothing returning id),
            made as (
                insert into notice_sends (organisation_id, id, notice, member, way, browser, state, due)
                select {organisation.Value}, s.id, told.id, s.member, s.way, s.browser, {nameof(SendState.Waiting)}, s.due
                from told, unnest({sends.Select(s => s.Id).ToArray()}, {sends.Select(s => s.Member).ToArray()}, {sends.Select(s => s.Way.ToString()).ToArray()},
                                  {sends.Select(s => s.Browser).ToArray()}, {sends.Select(s => s.Due).ToArray()}) s(id, member, way, browser, due)
                returning id, due)
            insert into todo (organisation_id, reaction, stream, version, due) select {organisation.Value}, {DeliverNotice.Name}, id, 0, due from made
            """);
        await batch.RunAsync(ct);
        todo.Wake();
        live.Publish(new(organisation, LiveKind, notice));
    }

    private async Task<List<Send>> SendsAsync(OrganisationId organisation, Guid notice, NoticeKind kind, IReadOnlyCollection<Guid>? only, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        var members = await db.Set<Membership>().AsNoTracking().Where(m => m.OrganisationId == organisation.Value && Told.Contains(m.Role)).Select(m => m.UserId).ToListAsync(ct);
        var choices = await db.Set<NoticeChoice>().AsNoTracking().Where(c => c.OrganisationId == organisation.Value && c.Kind == kind).ToDictionaryAsync(c => c.Member, ct);
        var habits = await db.Set<NoticeHabits>().AsNoTracking().Where(h => h.OrganisationId == organisation.Value).ToDictionaryAsync(h => h.Member, ct);
        var browsers = await db.Set<PushBrowser>().AsNoTracking().Where(b => b.OrganisationId == organisation.Value).Select(b => new { b.Member, b.Id }).ToListAsync(ct);
        var zone = (await colleagues.AtAsync(organisation, ct)).Zone;

        return
        [
            .. from member in members
               where only is null || only.Contains(member)
               from way in choices.TryGetValue(member, out var choice) ? choice.Chosen() : kind.Proposed()
               let habit = habits.GetValueOrDefault(member)
               where way is NoticeWay.Email or NoticeWay.Push || (way is NoticeWay.WhatsApp && habit?.Phone is not null)
               from browser in way is NoticeWay.Push ? browsers.Where(b => b.Member == member).Select(b => (Guid?)b.Id) : [null]
               select new Send(IdOf(notice, $"{member} {way} {browser}"), member, way, browser, habit?.Awake(now, zone) ?? now),
        ];
    }

    private static Guid IdOf(Guid within, string key) => new(SHA256.HashData([.. within.ToByteArray(), .. Encoding.UTF8.GetBytes(key)]).AsSpan(0, 16));
}
