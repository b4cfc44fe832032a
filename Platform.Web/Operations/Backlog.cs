using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Operations;

/// <summary>What waits to be done and what was parked, across organisations. Only staff reach this.</summary>
public sealed class Backlog(Databases databases)
{
    public sealed record Health(long Waiting, long Parked, TimeSpan? Oldest, long Unread, long Received, long Noted);
    public sealed record Parked(long Id, string Reaction, Guid Stream, int Attempts, string Reason, DateTimeOffset Since);
    public sealed record Kind(string Reaction, long Waiting, long Parked);

    public async Task<Health> HealthAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            select count(*) filter (where parked_at is null), count(*) filter (where parked_at is not null),
                   now() - min(created_at) filter (where parked_at is null),
                   (select count(*) from todo where reaction = 'read_delivery' and parked_at is null),
                   (select count(*) from deliveries where received_at > now() - interval '1 day'),
                   (select count(*) from deliveries where received_at > now() - interval '1 day' and outcome = 'noted')
            from todo
            """);
        var rows = await batch.ListAsync(row => new Health(
            row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetTimeSpan(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)), ct);
        return rows[0];
    }

    public async Task<List<Kind>> KindsAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select reaction, count(*) filter (where parked_at is null), count(*) filter (where parked_at is not null) from todo group by reaction order by reaction");
        return await batch.ListAsync(row => new Kind(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), ct);
    }

    public async Task<List<Parked>> ParkedAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select id, reaction, stream, attempts, coalesce(error, ''), parked_at from todo where parked_at is not null order by parked_at desc limit 100");
        return await batch.ListAsync(row => new Parked(
            row.GetInt64(0), row.GetString(1), row.GetGuid(2), row.GetInt32(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5)), ct);
    }
}
