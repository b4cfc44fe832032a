using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>Why the assistant said what it said: kept beside each reply, rated by people.</summary>
public sealed class TurnRecords(PlatformDbs dbs)
{
    public async Task AddAsync(AssistantTurn turn, CancellationToken ct)
    {
        await using var db = dbs.Open(new OrganisationId(turn.OrganisationId));
        db.Add(turn);
        await db.SaveChangesAsync(ct);
    }

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
}
