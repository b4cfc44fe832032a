using System.Collections.Concurrent;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>Webhooks as they were kept, for the errands that read them afterwards, and what became of them.</summary>
public sealed class KeptWebhooks(Databases databases)
{
    private const int MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Webhook> fresh = new();
    private readonly ConcurrentQueue<(Guid Id, DateTimeOffset At)> order = new();
    private readonly SharedWriting<Ending> endings = new(some => FinishAsync(databases, some));
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

    /// <summary>It was read to its end.</summary>
    public async Task FinishAsync(Ending ending, CancellationToken ct)
    {
        await Lease.HeldAsync();
        await endings.WriteAsync(ending).WaitAsync(ct);
    }

    /// <param name="person">Who is named in it, so that erasing them finds it.</param>
    public Task FinishAsync(Guid id, string outcome, CancellationToken ct, (OrganisationId Organisation, Guid Person)? person = null) =>
        FinishAsync(new(id, outcome) { People = person is var (organisation, who) ? [new(organisation.Value, who)] : [] }, ct);

    /// <summary>What became of a webhook.</summary>
    public sealed record Ending(Guid Delivery, string Outcome)
    {
        /// <summary>The organisations it was for.</summary>
        public IReadOnlyCollection<Guid> Readers { get; init; } = [];

        /// <summary>Who is named in it, so that erasing them finds it.</summary>
        public IReadOnlyCollection<Named> People { get; init; } = [];

        public IReadOnlyCollection<Note> Notes { get; init; } = [];
    }

    public sealed record Named(Guid Organisation, Guid Person);

    /// <summary>Why nothing follows from something in it.</summary>
    public sealed record Note(Guid? Organisation, string Place, string What);

    private static async Task FinishAsync(Databases databases, IReadOnlyList<Ending> endings)
    {
        // By id, as whoever else takes several takes them: two who take the same rows in another order would stop each other.
        Ending[] some = [.. endings.OrderBy(ending => ending.Delivery)];
        var readers = some.SelectMany(ending => ending.Readers, (ending, reader) => (ending.Delivery, Reader: reader)).ToList();
        var people = some.SelectMany(ending => ending.People, (ending, named) => (ending.Delivery, Named: named)).ToList();
        var notes = some.SelectMany(ending => ending.Notes, (ending, note) => (ending.Delivery, Note: note)).ToList();

        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            update deliveries set read_at = now(), outcome = ended.outcome
            from unnest({some.Select(ending => ending.Delivery).ToArray()}, {some.Select(ending => ending.Outcome).ToArray()}) ended(id, outcome) where deliveries.id = ended.id
            """);
        if (readers is not [])
            batch.Add($"insert into delivery_readers (organisation_id, delivery) select o, d from unnest({readers.ConvertAll(r => r.Reader).ToArray()}, {readers.ConvertAll(r => r.Delivery).ToArray()}) t(o, d) on conflict do nothing");
        if (notes is not [])
        {
            batch.Add($"""
                insert into delivery_notes (organisation_id, delivery, place, note)
                select o, d, p, n from unnest({notes.ConvertAll(n => n.Note.Organisation).ToArray()}, {notes.ConvertAll(n => n.Delivery).ToArray()}, {notes.ConvertAll(n => n.Note.Place).ToArray()}, {notes.ConvertAll(n => n.Note.What).ToArray()}) t(o, d, p, n)
                on conflict do nothing
                """);
        }

        if (people is not [])
        {
            batch.Add($"""
                insert into delivery_people (organisation_id, person, delivery)
                select o, p, d from unnest({people.ConvertAll(p => p.Named.Organisation).ToArray()}, {people.ConvertAll(p => p.Named.Person).ToArray()}, {people.ConvertAll(p => p.Delivery).ToArray()}) t(o, p, d)
                on conflict do nothing
                """);
        }

        await batch.RunAsync();
    }
}
