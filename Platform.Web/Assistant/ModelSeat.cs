using Microsoft.Extensions.AI;
using Platform.Domain.Common;

namespace Platform.Web.Assistant;

/// <summary>A model that may answer customers. They are asked in the order of their registration; the last one always has an answer.</summary>
/// <param name="Price">What its tokens cost; null when nothing.</param>
public sealed record ModelSeat(string Name, IChatClient Client, TokenPrice? Price, bool IsReady, bool IsLast);

/// <summary>In US dollars per million tokens.</summary>
public sealed record TokenPrice(decimal Input, decimal Output)
{
    /// <summary>In millionths of a dollar, rounded up.</summary>
    public long Of(long input, long output) => (long)decimal.Ceiling((input * Input) + (output * Output));
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
