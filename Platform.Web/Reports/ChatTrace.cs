using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Reports;

/// <summary>What of one chat the figures depend on.</summary>
/// <param name="WaitingSince">Since when the customer has had no answer.</param>
/// <param name="IsHelped">A person wrote in it, or the assistant asked for one.</param>
[Table("figure_chats"), PrimaryKey(nameof(OrganisationId), nameof(Generation), nameof(Id))]
public sealed record ChatTrace(
    Guid OrganisationId, int Generation, Guid Id, DateTimeOffset BegunAt, bool IsFromAdvert, DateTimeOffset? WaitingSince, bool IsAssisted, bool IsHelped, bool HasOrdered)
{
    public const string Advert = "advert", Direct = "direct", Assistant = "assistant", Person = "person";

    public static string Origin(bool isFromAdvert) => isFromAdvert ? Advert : Direct;

    /// <summary>A chat begins with the customer's first word; what we write into the silence before it counts for nothing.</summary>
    public static ChatTrace? Evolve(ChatTrace? chat, int generation, Recorded<ConversationEvent> recorded) => (chat, recorded.Fact) switch
    {
        (null, MessageReceived e) => new(recorded.Organisation.Value, generation, recorded.Stream, recorded.At, e.Brought?.Advert is not null, Heard(e, recorded.At), false, false, false),
        ({ } c, MessageReceived e) => c with { WaitingSince = c.WaitingSince ?? Heard(e, recorded.At) },
        ({ } c, SentByPhone e) => c with { WaitingSince = e.SentAt < c.WaitingSince ? c.WaitingSince : null, IsHelped = true },
        ({ } c, ReplyQueued e) when IsAnswer(e) => c with { WaitingSince = null, IsAssisted = c.IsAssisted || e.Author is Author.Assistant, IsHelped = c.IsHelped || e.Author is Author.Member },
        ({ } c, ConversationEscalated) => c with { IsHelped = true },
        ({ } c, ConversationClosed or SatisfactionRated) => c with { WaitingSince = null },
        _ => chat,
    };

    /// <summary>What happened once and stays so, whatever becomes of the chat.</summary>
    public static IEnumerable<Count> Happened(ChatTrace? before, Recorded<ConversationEvent> recorded) => (before, recorded.Fact) switch
    {
        ({ } c, SentByPhone e) when e.SentAt >= c.WaitingSince => [new(Measure.Replies, Person, recorded.At, 1), Answer(c.WaitingSince.Value, recorded.At)],
        ({ }, SentByPhone) => [new(Measure.Replies, Person, recorded.At, 1)],
        ({ WaitingSince: { } since }, ReplyQueued e) when IsAnswer(e) => [Reply(e, recorded.At), Answer(since, recorded.At)],
        ({ }, ReplyQueued e) when IsAnswer(e) => [Reply(e, recorded.At)],
        ({ }, SatisfactionRated e) => [new(Measure.Ratings, e.Score.ToString(CultureInfo.InvariantCulture), recorded.At, 1, e.Score)],
        _ => [],
    };

    public IEnumerable<Count> Counts()
    {
        yield return new(Measure.Chats, Origin(IsFromAdvert), BegunAt, 1);
        if (!IsAssisted) yield break;

        yield return new(Measure.Assisted, "", BegunAt, 1);
        if (!IsHelped) yield return new(Measure.Resolved, "", BegunAt, 1);
        if (HasOrdered) yield return new(Measure.AssistedOrdered, "", BegunAt, 1);
    }

    private static Count Reply(ReplyQueued e, DateTimeOffset at) => new(Measure.Replies, e.Author is Author.Assistant ? Assistant : Person, at, 1);

    private static Count Answer(DateTimeOffset since, DateTimeOffset at)
    {
        var wait = at > since ? at - since : TimeSpan.Zero;
        return new(Measure.Answers, Waits.Of(wait), at, 1, (long)wait.TotalMilliseconds);
    }

    /// <summary>A notice of the shop and an approved text tell something, and the question how it was asks something; none answers who waits.</summary>
    private static bool IsAnswer(ReplyQueued e) => e.Author is not Author.Shop && e.Brought?.Template is null && !(e.Brought?.Offers is [var first, ..] && Satisfaction.ScoreOf(first) is not null);

    /// <summary>A message may come late; the customer has waited since they sent it.</summary>
    private static DateTimeOffset Heard(MessageReceived e, DateTimeOffset at) => e.SentAt < at ? e.SentAt : at;
}

/// <summary>How long customers waited, in the steps a chart shows.</summary>
public static class Waits
{
    /// <summary>Named by their upper end in minutes; the last has none.</summary>
    public static IReadOnlyList<string> All { get; } = ["1", "5", "10", "30", "60", "240", "1440", "more"];

    /// <summary>Within which an answer is in time.</summary>
    public static IReadOnlyList<string> InTime { get; } = ["1", "5", "10"];

    private static readonly int[] Minutes = [1, 5, 10, 30, 60, 240, 1440];

    public static string Of(TimeSpan wait) => All[Array.FindIndex(Minutes, minutes => wait <= TimeSpan.FromMinutes(minutes)) is var step and >= 0 ? step : Minutes.Length];
}
