using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>How a number's messages fared lately.</summary>
/// <param name="Arrived">Delivered or read.</param>
/// <param name="Settled">Arrived, failed, or out so long that a receipt should have come.</param>
/// <param name="Latency">From the call to the provider's answer, on average.</param>
public sealed record SendingFigures(Guid Channel, int Sent, int Arrived, int Failed, int Settled, TimeSpan? Latency);

/// <summary>The same for one hour of the day behind us.</summary>
public sealed record SendingHour(DateTimeOffset Hour, int Arrived, int Settled);

public sealed class SendingQueries(Databases databases)
{
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1), Patience = TimeSpan.FromMinutes(5);

    /// <summary>What the seller wrote on their own phone is not ours to count.</summary>
    public async Task<List<SendingFigures>> LatelyAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            with lately as (
                select channel, conversation, message::text as message, state, at from thread
                where organisation_id = {organisation.Value} and "by" in ('Member', 'Assistant', 'Shop') and state not in ('Withdrawn', 'Queued') and at > now() - {Lately} and member is distinct from {MemberId.PhoneApp.Value}),
            calls as (
                select data ->> 'Message' as message, min(timestamp) filter (where type = 'reply_dispatched') as begun, min(timestamp) filter (where type = 'reply_sent') as answered
                from mt_events
                where tenant_id = {organisation.ToString()} and stream_id in (select conversation from lately) and type in ('reply_dispatched', 'reply_sent') and timestamp > now() - {Lately}
                group by 1)
            select channel, count(*)::int,
                   (count(*) filter (where state in ('Delivered', 'Read')))::int,
                   (count(*) filter (where state = 'Failed'))::int,
                   (count(*) filter (where state in ('Delivered', 'Read', 'Failed') or at < now() - {Patience}))::int,
                   avg(calls.answered - calls.begun)
            from lately left join calls using (message) group by channel
            """);
        return await batch.ListAsync(row => new SendingFigures(
            row.GetGuid(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.IsDBNull(5) ? null : row.GetTimeSpan(5)), ct);
    }

    public async Task<List<SendingHour>> ByHourAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select h, (count(t.message) filter (where t.state in ('Delivered', 'Read')))::int,
                   (count(t.message) filter (where t.state in ('Delivered', 'Read', 'Failed') or t.at < now() - {Patience}))::int
            from generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') h
            left join thread t on t.organisation_id = {organisation.Value} and t."by" in ('Member', 'Assistant', 'Shop') and t.state not in ('Withdrawn', 'Queued') and t.at >= h and t.at < h + interval '1 hour'
                              and t.at > now() - interval '24 hours' and t.member is distinct from {MemberId.PhoneApp.Value}
            group by h order by h
            """);
        return await batch.ListAsync(row => new SendingHour(row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1), row.GetInt32(2)), ct);
    }
}
