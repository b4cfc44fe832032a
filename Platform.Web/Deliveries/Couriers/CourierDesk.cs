using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>Where a seller enters, pauses and lets go of couriers.</summary>
public sealed class CourierDesk(PlatformDbs dbs, CourierBook book, DeliveryQueries deliveries, LiveUpdates live, TimeProvider clock)
{
    private const int LongestName = 60, MostZones = 40;

    /// <param name="read">The courier as the form was opened; none while they are new.</param>
    public async Task<Refusal?> SaveAsync(Actor by, CourierRow courier, IReadOnlyList<Shift> week, CourierRow? read = null, CancellationToken ct = default)
    {
        if (!MayChange(by)) return new("forbidden");
        if (courier.Name.Trim().Length is 0 or > LongestName) return new("courier.name");
        if (courier.Fee < 0 || courier.Zones.Length > MostZones || courier.Zones.Any(zone => zone.Trim().Length is 0 or > LongestName)) return new("courier.zones");
        if (week.Any(shift => shift.From == shift.Until)) return new("courier.week");

        await using var db = dbs.Open(by.Organisation);
        var home = await db.Set<Organisation>().AsNoTracking().Where(o => o.Id == by.Organisation.Value).Select(o => o.Country).FirstAsync(ct);
        if (!PhoneNumber.TryParse(courier.Phone, Country.Find(home), out var phone)) return new("courier.phone");

        (courier.Name, courier.Phone, courier.Week) = (courier.Name.Trim(), phone.Value.Value, JsonSerializer.Serialize(week, FactTypes.Json));
        try
        {
            if (read is null) await AddAsync(db, courier, ct);
            else if (!await ReplaceAsync(db, read, courier, ct)) return Keeping.Changed;
        }
        catch (Exception e) when ((e as PostgresException ?? e.InnerException) is PostgresException { ConstraintName: "couriers_phone" })
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

    private async Task AddAsync(PlatformDb db, CourierRow courier, CancellationToken ct)
    {
        courier.CreatedAt = clock.GetUtcNow();
        db.Add(courier);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Only if the form's fields are still what was read; when the courier last wrote is no part of it and changes under every form.</summary>
    private static async Task<bool> ReplaceAsync(PlatformDb db, CourierRow read, CourierRow courier, CancellationToken ct) => await db.Set<CourierRow>()
        .Where(row => row.OrganisationId == courier.OrganisationId && row.Id == courier.Id
            && row.Name == read.Name && row.Phone == read.Phone && row.Language == read.Language && row.Vehicle == read.Vehicle && row.Way == read.Way
            && row.Fee == read.Fee && row.Zones == read.Zones && row.Week == read.Week && row.IsActive == read.IsActive)
        .ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Name, courier.Name).SetProperty(row => row.Phone, courier.Phone).SetProperty(row => row.Language, courier.Language)
            .SetProperty(row => row.Vehicle, courier.Vehicle).SetProperty(row => row.Way, courier.Way).SetProperty(row => row.Fee, courier.Fee)
            .SetProperty(row => row.Zones, courier.Zones).SetProperty(row => row.Week, courier.Week).SetProperty(row => row.IsActive, courier.IsActive), ct) > 0;

    private static bool MayChange(Actor by) => by is { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner } or { Kind: ActorKind.System };

    private void Tell(OrganisationId organisation, Guid courier)
    {
        book.Forget(organisation);
        live.Publish(new(organisation, nameof(Courier), courier));
    }
}
