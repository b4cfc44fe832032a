using Platform.Domain.EventSourcing;

namespace Platform.Web.Notifications;

/// <summary>Something a person should know of, and where to do something about it.</summary>
/// <param name="Tone">`bad`, `warn`, `good` or nothing.</param>
/// <param name="Kind">What the person chose whether to hear of; null for what nobody is asked about.</param>
public sealed record Notice(string Icon, string Tone, string Title, string Href, DateTimeOffset At, NoticeKind? Kind = null);

/// <summary>
/// What a slice has to tell. Notices are read from what is, not kept beside it: one that was dealt with is gone for everybody, and none is ever stale.
/// </summary>
public interface INoticeSource
{
    Task<IReadOnlyList<Notice>> LatestAsync(Actor by, CancellationToken ct);
}
