using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>Why the assistant said what it said: kept beside each reply, rated by people.</summary>
public sealed class TurnRecords(PlatformDbs dbs, Databases databases)
{
    private static readonly RowMap<AssistantTurn> Map = new();

    public async Task AddAsync(AssistantTurn turn, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(new OrganisationId(turn.OrganisationId));
        Add(batch, turn);
        await batch.RunAsync(ct);
    }

    /// <summary>With the turn itself, so that there is none whose reasons nobody knows.</summary>
    internal static void Add(Batch batch, AssistantTurn turn) => Map.AddInsert(batch, turn);

    public async Task<IReadOnlyDictionary<Guid, AssistantTurn>> OfAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AssistantTurn>().AsNoTracking()
            .Where(turn => turn.OrganisationId == organisation.Value && turn.Conversation == conversation.Value)
            .OrderByDescending(turn => turn.At).Take(200).ToDictionaryAsync(turn => turn.Id, ct);
    }

    public async Task RateAsync(OrganisationId organisation, MessageId reply, int rating, Guid by, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        await db.Set<AssistantTurn>().Where(turn => turn.OrganisationId == organisation.Value && turn.Id == reply.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(turn => turn.Rating, rating).SetProperty(turn => turn.RatedBy, by), ct);
    }

    /// <summary>What was spent since then, in millionths of a US dollar.</summary>
    public async Task<long> SpentAsync(OrganisationId organisation, DateTimeOffset since, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AssistantTurn>().Where(turn => turn.OrganisationId == organisation.Value && turn.At >= since).SumAsync(turn => turn.CostMicros, ct);
    }

    /// <summary>What answering took and cost, by model.</summary>
    public async Task<List<ModelUse>> UsedAsync(OrganisationId organisation, DateTimeOffset since, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AssistantTurn>().AsNoTracking().Where(turn => turn.OrganisationId == organisation.Value && turn.At >= since)
            .GroupBy(turn => turn.Model)
            .Select(group => new ModelUse(group.Key, group.Count(), group.Average(turn => turn.Milliseconds), group.Sum(turn => (long)turn.InputTokens), group.Sum(turn => (long)turn.OutputTokens), group.Sum(turn => turn.CostMicros)))
            .ToListAsync(ct);
    }
}

/// <param name="Milliseconds">On average.</param>
public sealed record ModelUse(string Model, int Turns, double Milliseconds, long InputTokens, long OutputTokens, long CostMicros);
