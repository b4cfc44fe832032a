using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Dispatch;

/// <summary>How one seller's couriers are asked.</summary>
[Table("dispatch_settings"), PrimaryKey(nameof(OrganisationId))]
public sealed class DispatchSettings : IKept
{
    public const int ShortestMinutes = 1, LongestMinutes = 30;

    public required Guid OrganisationId { get; init; }
    [Timestamp] public uint Xmin { get; init; }

    /// <summary>Off: nobody is asked until somebody says so.</summary>
    public bool IsAutomatic { get; set; } = true;

    /// <summary>How long a courier may think.</summary>
    public int Minutes { get; set; } = 5;

    /// <summary>The delivery service that is asked when no courier is left; none: the team is told.</summary>
    public string? Service { get; set; }

    /// <summary>Off: somebody of the team decides to ask it, by a tap.</summary>
    public bool AsksService { get; set; }
}

public sealed class DispatchSettingsDesk(PlatformDbs dbs)
{
    public async Task<DispatchSettings> ReadAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DispatchSettings>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value, ct) ?? new() { OrganisationId = organisation.Value };
    }

    public async Task<Refusal?> SaveAsync(Actor by, DispatchSettings settings, CancellationToken ct = default)
    {
        if (by is not ({ Kind: ActorKind.Member, Role: Role.Admin or Role.Owner } or { Kind: ActorKind.System })) return new("forbidden");
        if (settings.Minutes is < DispatchSettings.ShortestMinutes or > DispatchSettings.LongestMinutes) return new("dispatch.minutes");

        await using var db = dbs.Open(by.Organisation);
        return await db.KeepAsync(settings, ct);
    }
}
