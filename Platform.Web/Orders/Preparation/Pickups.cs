using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders.Preparation;

[Table("pickup_days"), PrimaryKey(nameof(OrganisationId), nameof(Day))]
public sealed record PickupDay(Guid OrganisationId, DayOfWeek Day, TimeOnly[] Times);

/// <summary>The seller's pick-up times, read and changed.</summary>
public sealed class Pickups(PlatformDbs dbs, Databases databases)
{
    public async Task<PickupSchedule> OfAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var days = await db.Set<PickupDay>().AsNoTracking().Where(day => day.OrganisationId == organisation.Value).ToListAsync(ct);
        return new(days.ToImmutableSortedDictionary(day => day.Day, day => day.Times.Order().ToImmutableArray()));
    }

    public async Task<Refusal?> SaveAsync(Actor by, PickupSchedule schedule, CancellationToken ct = default)
    {
        if (by is not { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner }) return new("forbidden");

        await using var batch = databases.App.BatchFor(by.Organisation);
        batch.Add($"delete from pickup_days where organisation_id = {by.Organisation.Value}");
        foreach (var (day, times) in schedule.Times)
            if (times is not []) batch.Add($"insert into pickup_days (organisation_id, day, times) values ({by.Organisation.Value}, {(int)day}, {times.ToArray()})");
        await batch.RunAsync(ct);
        return null;
    }
}
