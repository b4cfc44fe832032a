using System.Collections.Concurrent;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>A webhook as it was kept, for the errand that reads it afterwards.</summary>
public sealed class KeptWebhooks(Databases databases)
{
    private const int MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Webhook> fresh = new();
    private readonly ConcurrentQueue<(Guid Id, DateTimeOffset At)> order = new();
    private int bytes;

    public sealed record Webhook(string Provider, byte[] Body, string? Door, DateTimeOffset ReceivedAt);

    /// <summary>
    /// Most are read at once by the node they came to. What another node read is let go of after a while;
    /// in a rush greater than the memory the newest are not remembered, because the oldest are read first.
    /// </summary>
    internal void Remember(Guid id, Webhook webhook)
    {
        while (order.TryPeek(out var oldest) && webhook.ReceivedAt - oldest.At > Lately && order.TryDequeue(out oldest)) Forget(oldest.Id);
        if (Volatile.Read(ref bytes) + webhook.Body.Length > MostBytes || !fresh.TryAdd(id, webhook)) return;

        Interlocked.Add(ref bytes, webhook.Body.Length);
        order.Enqueue((id, webhook.ReceivedAt));
    }

    internal Webhook? Forget(Guid id)
    {
        if (!fresh.TryRemove(id, out var webhook)) return null;
        Interlocked.Add(ref bytes, -webhook.Body.Length);
        return webhook;
    }

    public async Task<Webhook> ReadAsync(Guid id, CancellationToken ct)
    {
        if (Forget(id) is { } known) return known;

        await Lease.HeldAsync();
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select provider, body, door, received_at from deliveries where id = {id}");
        var rows = await batch.ListAsync(row => new Webhook(row.GetString(0), row.GetFieldValue<byte[]>(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)), ct);
        return rows is [var row] ? row : throw new ParkException("delivery_missing");
    }

    /// <param name="person">Who is named in it, so that erasing them finds it.</param>
    public async Task FinishAsync(Guid id, string outcome, CancellationToken ct, (OrganisationId Organisation, Guid Person)? person = null)
    {
        await Lease.HeldAsync();
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"update deliveries set read_at = now(), outcome = {outcome} where id = {id}");
        if (person is var (organisation, who)) batch.Add($"insert into delivery_people (organisation_id, person, delivery) values ({organisation.Value}, {who}, {id}) on conflict do nothing");
        await batch.RunAsync(ct);
    }
}
