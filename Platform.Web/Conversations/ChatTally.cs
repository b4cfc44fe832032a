using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>What happened in a seller's chats over some days, counted.</summary>
/// <param name="Chats">In which a customer wrote.</param>
/// <param name="ByAssistant">Chats the assistant answered in.</param>
/// <param name="Resolved">Of those, without any person's word and without a call for one.</param>
/// <param name="Escalations">By reason.</param>
/// <param name="Ratings">How many customers gave each score.</param>
public sealed record ChatTally(int Chats, int ByAssistant, int Resolved, int AssistantReplies, int PeoplesReplies, IReadOnlyDictionary<string, int> Escalations, int Orders, IReadOnlyDictionary<int, int> Ratings);

public sealed class ChatTallies(PlatformDbs dbs)
{
    public async Task<ChatTally> CountAsync(OrganisationId organisation, DateTimeOffset since, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var lines = db.Set<ThreadRow>().AsNoTracking().Where(line => line.OrganisationId == organisation.Value && line.At >= since);
        var replies = await lines.Where(line => line.By == Speaker.Assistant || line.By == Speaker.Member).GroupBy(line => line.By).Select(group => new { By = group.Key, Count = group.Count() }).ToListAsync(ct);
        var escalations = await lines.Where(line => line.Kind == ThreadKind.Escalated).GroupBy(line => line.Reason).Select(group => new { Reason = group.Key, Count = group.Count() }).ToListAsync(ct);
        var ratings = await lines.Where(line => line.Kind == ThreadKind.Rated).GroupBy(line => line.Text).Select(group => new { Score = group.Key, Count = group.Count() }).ToListAsync(ct);
        var answered = lines.Where(line => line.By == Speaker.Assistant).Select(line => line.Conversation).Distinct();
        var needed = lines.Where(line => line.By == Speaker.Member || line.Kind == ThreadKind.Escalated).Select(line => line.Conversation);

        return new(
            await lines.Where(line => line.By == Speaker.Customer).Select(line => line.Conversation).Distinct().CountAsync(ct),
            await answered.CountAsync(ct),
            await answered.CountAsync(conversation => !needed.Contains(conversation), ct),
            replies.FirstOrDefault(group => group.By == Speaker.Assistant)?.Count ?? 0,
            replies.FirstOrDefault(group => group.By == Speaker.Member)?.Count ?? 0,
            escalations.ToDictionary(group => group.Reason ?? "", group => group.Count),
            await lines.CountAsync(line => line.Kind == ThreadKind.OrderTaken, ct),
            ratings.ToDictionary(group => int.Parse(group.Score, CultureInfo.InvariantCulture), group => group.Count));
    }
}
