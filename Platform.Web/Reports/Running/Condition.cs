using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Reports.Running;

/// <summary>How a shop's machinery runs at this moment.</summary>
/// <param name="Queue">Work that is due and not done.</param>
public sealed record Condition(IReadOnlyList<NumberCondition> Numbers, IReadOnlyList<SendingHour> Hours, long Queue, int OpenChats, int Online)
{
    /// <summary>Of fewer messages a share says nothing.</summary>
    public const int Enough = 20;

    public static readonly Share DeliveryAim = new(90, 100), ErrorAim = new(5, 100);
    public static readonly TimeSpan LatencyAim = TimeSpan.FromSeconds(5);
    public const int QueueAim = 1000;

    public Share Delivered => new(Numbers.Sum(number => (long)number.Sending.Arrived), Numbers.Sum(number => (long)number.Sending.Settled));
    public Share Errors => new(Numbers.Sum(number => (long)number.Sending.Failed), Numbers.Sum(number => (long)number.Sending.Sent));

    /// <summary>Of the slowest number.</summary>
    public TimeSpan? Latency => Numbers.Max(number => number.Sending.Latency);

    /// <summary>What has crossed its threshold, and by how much: percent, milliseconds, or pieces of work.</summary>
    public IReadOnlyDictionary<IncidentKind, long> Troubles()
    {
        var troubles = new Dictionary<IncidentKind, long>();
        if (Delivered is { Whole: >= Enough, Percent: { } delivered } && delivered < DeliveryAim.Percent) troubles[IncidentKind.Delivery] = (long)delivered;
        if (Errors is { Whole: >= Enough, Percent: { } errors } && errors > ErrorAim.Percent) troubles[IncidentKind.Errors] = (long)errors;
        if (Latency is { } latency && latency > LatencyAim) troubles[IncidentKind.Latency] = (long)latency.TotalMilliseconds;
        if (Queue > QueueAim) troubles[IncidentKind.Queue] = Queue;
        return troubles;
    }
}

/// <param name="PerHour">As many messages as the provider carries in an hour.</param>
/// <param name="Reached">People written to first within a day, of <see cref="PeopleADay"/>.</param>
public sealed record NumberCondition(string Name, string Provider, bool IsLive, string? Problem, SendingFigures Sending, int PerHour, int Reached, int? PeopleADay);

/// <summary>What the four thresholds are about. The names are stored and are keys of the texts.</summary>
public enum IncidentKind { Delivery, Errors, Latency, Queue }

public sealed class Conditions(Databases databases, ChannelDesk channels, SendingPace pace, SendingQueries sending, InboxQueries inbox, LoginSessions sessions)
{
    public async Task<Condition> ReadAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        var lately = (await sending.LatelyAsync(organisation, ct)).ToDictionary(figures => figures.Channel);
        var reached = await pace.ReachedAsync(organisation, ct);
        var numbers = (await channels.ListAsync(organisation, ct)).Select(channel => new NumberCondition(
            channel.DisplayName,
            channel.Provider,
            channel.State is ChannelState.Live,
            channel.Problem,
            lately.GetValueOrDefault(channel.Id) ?? new(channel.Id, 0, 0, 0, 0, null),
            (int)(TimeSpan.FromHours(1) / SendingRules.From(channel.KeepsPhoneApp, channel.IsFast).Every),
            reached.GetValueOrDefault(channel.Id),
            channel.PeopleADay));

        return new(
            [.. numbers],
            await sending.ByHourAsync(organisation, ct),
            await QueueAsync(organisation, ct),
            (await inbox.CountsAsync(organisation, member: null, ct))[InboxFilter.Open],
            await sessions.OnlineAsync(organisation, ct));
    }

    private async Task<long> QueueAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select count(*) from todo where organisation_id = {organisation.Value} and parked_at is null and due <= now()");
        return (await batch.ListAsync(row => row.GetInt64(0), ct))[0];
    }
}
