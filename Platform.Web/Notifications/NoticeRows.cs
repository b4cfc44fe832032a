using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Platform.Web.Notifications;

/// <param name="Words">What fills the blanks of its sentence: numbers and amounts, nothing about a customer.</param>
[Table("team_notices"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record TeamNotice(Guid OrganisationId, Guid Id, NoticeKind Kind, DateTimeOffset At, string Href, string[] Words);

/// <param name="Browser">Which of the person's browsers, when it goes to one.</param>
[Table("notice_sends"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record NoticeSend(Guid OrganisationId, Guid Id, Guid Notice, Guid Member, NoticeWay Way, Guid? Browser, SendState State, string? Error, DateTimeOffset Due);

public enum SendState { Waiting, Sent, Dropped }

[Table("notice_choices"), PrimaryKey(nameof(OrganisationId), nameof(Member), nameof(Kind))]
public sealed record NoticeChoice(Guid OrganisationId, Guid Member, NoticeKind Kind, string[] Ways)
{
    public IEnumerable<NoticeWay> Chosen() => Ways.Select(Enum.Parse<NoticeWay>);
}

/// <summary>Where a person is reached, and when they want to sleep, by the organisation's clock.</summary>
[Table("notice_habits"), PrimaryKey(nameof(OrganisationId), nameof(Member))]
public sealed record NoticeHabits(Guid OrganisationId, Guid Member, string? Phone, TimeOnly? QuietFrom, TimeOnly? QuietUntil)
{
    /// <summary>When they may be told what happens now.</summary>
    public DateTimeOffset Awake(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (QuietFrom is not { } from || QuietUntil is not { } until || from == until) return now;

        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (!TimeOnly.FromDateTime(local).IsBetween(from, until)) return now;

        var end = DateOnly.FromDateTime(local).ToDateTime(until);
        if (end <= local) end = end.AddDays(1);
        return new DateTimeOffset(end, zone.GetUtcOffset(zone.IsInvalidTime(end) ? end.AddHours(1) : end)).ToUniversalTime();
    }
}

[Table("push_browsers"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record PushBrowser(Guid OrganisationId, Guid Id, Guid Member, string Endpoint, byte[] Key, byte[] Secret, string Agent, DateTimeOffset CreatedAt);
