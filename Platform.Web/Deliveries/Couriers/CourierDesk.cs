using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>Where a seller enters, pauses and lets go of couriers.</summary>
public sealed class CourierDesk(PlatformDbs dbs, CourierBook book, DeliveryQueries deliveries, LiveUpdates live, TimeProvider clock)
{
    private const int LongestName = 60, MostZones = 40;

    public async Task<Refusal?> SaveAsync(Actor by, CourierRow courier, IReadOnlyList<Shift> week, CancellationToken ct = default)
    {
        if (!MayChange(by)) return new("forbidden");
        if (courier.Name.Trim().Length is 0 or > LongestName) return new("courier.name");
        if (courier.Fee < 0 || courier.Zones.Length > MostZones || courier.Zones.Any(zone => zone.Trim().Length is 0 or > LongestName)) return new("courier.zones");
        if (week.Any(shift => shift.From == shift.Until)) return new("courier.week");

        await using var db = dbs.Open(by.Organisation);
        var home = await db.Set<Organisation>().AsNoTracking().Where(o => o.Id == by.Organisation.Value).Select(o => o.Country).FirstAsync(ct);
        if (!PhoneNumber.TryParse(courier.Phone, Country.Find(home), out var phone)) return new("courier.phone");

        (courier.Name, courier.Phone, courier.Week) = (courier.Name.Trim(), phone.Value.Value, JsonSerializer.Serialize(week, FactTypes.Json));
        if (await db.Set<CourierRow>().AnyAsync(row => row.OrganisationId == by.Organisation.Value && row.Id == courier.Id, ct)) db.Update(courier);
        else
        {
            courier.CreatedAt = clock.GetUtcNow();
            db.Add(courier);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "couriers_phone" })
        {
            return new("courier.phone_taken");
        }

        Tell(by.Organisation, courier.Id);
        return null;
    }

    /// <summary>Who still carries a parcel cannot be let go of.</summary>
    public async Task<Refusal?> RemoveAsync(Actor by, CourierId courier, CancellationToken ct = default)
    {
        if (!MayChange(by)) return new("forbidden");
        if (await deliveries.CarriedByAsync(by.Organisation, courier, ct) is not []) return new("courier.carries");

        await using var db = dbs.Open(by.Organisation);
        await db.Set<CourierRow>().Where(row => row.OrganisationId == by.Organisation.Value && row.Id == courier.Value).ExecuteDeleteAsync(ct);
        Tell(by.Organisation, courier.Value);
        return null;
    }

    private static bool MayChange(Actor by) => by is { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner } or { Kind: ActorKind.System };

    private void Tell(OrganisationId organisation, Guid courier)
    {
        book.Forget(organisation);
        live.Publish(new(organisation, nameof(Courier), courier));
    }
}
