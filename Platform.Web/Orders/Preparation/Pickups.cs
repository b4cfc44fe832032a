using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Orders.Preparation;

[Table("pickup_days"), PrimaryKey(nameof(OrganisationId), nameof(Day))]
public sealed class PickupDay : IKept
{
    public required Guid OrganisationId { get; init; }
    public required int Day { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public TimeOnly[] Times { get; set; } = [];

    [NotMapped] public DayOfWeek Of => (DayOfWeek)Day;
}

/// <summary>The seller's pick-up times, read and changed.</summary>
public sealed class Pickups(PlatformDbs dbs)
{
    /// <summary>As people here count it.</summary>
    private static readonly DayOfWeek[] Days = [.. Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7))];

    public async Task<PickupSchedule> OfAsync(OrganisationId organisation, CancellationToken ct = default) =>
        new((await WeekAsync(organisation, ct)).Where(day => day.Times is not []).ToImmutableSortedDictionary(day => day.Of, day => day.Times.Order().ToImmutableArray()));

    /// <summary>All seven days, those without a time too.</summary>
    public async Task<List<PickupDay>> WeekAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var known = await db.Set<PickupDay>().AsNoTracking().Where(day => day.OrganisationId == organisation.Value).ToDictionaryAsync(day => day.Of, ct);
        return [.. Days.Select(day => known.GetValueOrDefault(day) ?? new() { OrganisationId = organisation.Value, Day = (int)day })];
    }

    public async Task<Refusal?> SaveAsync(Actor by, IEnumerable<PickupDay> week, CancellationToken ct = default)
    {
        if (by is not { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner }) return new("forbidden");

        await using var db = dbs.Open(by.Organisation);
        foreach (var day in week) db.Keep(day);
        return await db.KeepAsync(ct);
    }
}
