using Microsoft.Extensions.AI;
using Platform.Domain.Common;

namespace Platform.Web.Assistant;

/// <summary>A model that may answer customers. They are asked in the order of their registration; the last one always has an answer.</summary>
/// <param name="Price">What its tokens cost; null when nothing.</param>
public sealed record ModelSeat(string Name, IChatClient Client, TokenPrice? Price, bool IsReady, bool IsLast);

/// <summary>In US dollars per million tokens.</summary>
/// <param name="Cached">For those of the input the provider still had in mind.</param>
public sealed record TokenPrice(decimal Input, decimal Cached, decimal Output)
{
    /// <summary>In millionths of a dollar, rounded up.</summary>
    public long Of(UsageDetails used)
    {
        var (input, cached, output) = (used.InputTokenCount ?? 0, used.CachedInputTokenCount ?? 0, used.OutputTokenCount ?? 0);
        return (long)decimal.Ceiling((Math.Max(0, input - cached) * Input) + (cached * Cached) + (output * Output));
    }
}

/// <summary>How much a seller lets models cost in a month.</summary>
public sealed class ModelBudget(TurnRecords records, TimeProvider clock)
{
    public async Task<bool> IsSpentAsync(OrganisationId organisation, AssistantSettings settings, CancellationToken ct)
    {
        if (settings.MonthlyBudget is not { } most) return false;
        var now = clock.GetUtcNow();
        return await records.SpentAsync(organisation, new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero), ct) >= most;
    }
}
