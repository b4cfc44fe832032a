using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Platform.Web.Reports;

/// <summary>One wait that ended, one rating, or one answer of the assistant's: what happened once and stays so.</summary>
/// <param name="Amount">Milliseconds, or stars; nothing of an answer.</param>
[Table("figure_moments"), PrimaryKey(nameof(OrganisationId), nameof(Generation), nameof(Measure), nameof(Chat), nameof(Version))]
public sealed record FigureMoment(Guid OrganisationId, int Generation, Measure Measure, Guid Chat, long Version, DateTimeOffset At, long Amount)
{
    public static bool Is(Count count) => count is { Measure: Measure.Answers or Measure.Ratings } or { Measure: Measure.Replies, Key: ChatTrace.Assistant };
}
