using Platform.Domain.Common;

namespace Platform.Web.Store;

/// <summary>
/// Folds streams again from their first fact: after a fold was mended, after a person was erased, or to prove that rows and facts agree.
/// The stream's head is locked meanwhile, so whoever records next does so on the new rows.
/// </summary>
public sealed class Refolding<TEvent>(Databases databases, Facts facts, IEnumerable<IProjection<TEvent>> projections) where TEvent : class
{
    public async Task RunAsync(OrganisationId organisation, Guid stream, CancellationToken ct)
    {
        await using var connection = await databases.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        await using var reading = connection.BatchFor(organisation);
        reading.Add($"select version from mt_streams where tenant_id = {organisation.ToString()} and id = {stream} for update");
        reading.Add($"select stream_id, version, type, data, timestamp, headers from mt_events where tenant_id = {organisation.ToString()} and stream_id = {stream} order by version");

        var rows = new List<StoredFact>();
        await using (var reader = await reading.ReadAsync(ct))
        {
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct)) rows.Add(StoredFacts.Read(reader));
        }

        var recorded = await facts.ReadAsync<TEvent>(organisation, rows, ct);
        if (recorded is not [])
        {
            await using var writing = connection.BatchFor(organisation);

            // Whoever remembers the rows of before, on whichever node, finds another head and reads them.
            writing.Add($"update mt_streams set timestamp = timestamp + interval '1 microsecond' where tenant_id = {organisation.ToString()} and id = {stream}");
            foreach (var projection in projections)
            {
                var folding = projection.Begin();
                folding.AddDeletes(writing, recorded);
                folding.AddWrites(writing, recorded);
            }

            await writing.RunAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Every stream of this kind, of every organisation; one after the other, while the shop is open.</summary>
    public async Task<int> RunAllAsync(string kind, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select tenant_id, id from mt_streams where type = {kind} order by id");
        var streams = await batch.ListAsync(row => (Organisation: new OrganisationId(Guid.Parse(row.GetString(0))), Stream: row.GetGuid(1)), ct);

        foreach (var (organisation, stream) in streams) await RunAsync(organisation, stream, ct);
        return streams.Count;
    }
}
