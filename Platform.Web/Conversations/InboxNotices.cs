using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Notifications;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>Replies that did not reach the customer, and customers nobody has taken care of.</summary>
public sealed class InboxNotices(PlatformDbs dbs, TimeProvider clock, IStringLocalizer<Texts> texts) : INoticeSource
{
    private const int AtMost = 6;
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<Notice>> LatestAsync(Actor by, CancellationToken ct)
    {
        if (by.Role is not (Role.Agent or Role.Admin or Role.Owner)) return [];

        await using var db = dbs.Open(by.Organisation);
        return [.. await FailedAsync(db, by.Organisation, ct), .. await WaitingAsync(db, by.Organisation, ct)];
    }

    private async Task<IEnumerable<Notice>> FailedAsync(PlatformDb db, OrganisationId organisation, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Remembered;
        var failed = await db.Set<ThreadRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Failure != null && row.State == ReplyState.Failed && row.At > since)
            .OrderByDescending(row => row.At)
            .Take(AtMost)
            .Join(db.Set<InboxRow>().Where(row => row.OrganisationId == organisation.Value), row => row.Conversation, row => row.Conversation,
                (message, line) => new { message.At, line.Conversation, line.Name, line.Phone })
            .ToListAsync(ct);

        return failed.Select(row => new Notice("alert", "bad", texts["NoticeFailed", NameOf(row.Name, row.Phone)], $"inbox/{row.Conversation}", row.At));
    }

    private async Task<IEnumerable<Notice>> WaitingAsync(PlatformDb db, OrganisationId organisation, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - TooLong;
        var waiting = await db.Set<InboxRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.WaitingSince < before && row.Handler == null)
            .OrderByDescending(row => row.WaitingSince)
            .Take(AtMost)
            .ToListAsync(ct);

        return waiting.Select(row => new Notice("clock", "warn", texts["NoticeWaiting", NameOf(row.Name, row.Phone)], $"inbox/{row.Conversation}", row.WaitingSince!.Value + TooLong));
    }

    private string NameOf(string? name, string? phone) => texts.Called(name, phone).Isolated();
}
