using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Carriers;
using Platform.Web.Assistant;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

public enum PlaceKind { Pickup, Zone }

/// <summary>A pickup place or a district in a carrier's own list.</summary>
[Table("carrier_places"), PrimaryKey(nameof(OrganisationId), nameof(Account), nameof(Kind), nameof(Id))]
public sealed record CarrierPlaceRow(Guid OrganisationId, Guid Account, PlaceKind Kind, string Id, string Name, string? City, int Position)
{
    public string Title => new CarrierPlace(Id, Name, City).Title;
}

/// <summary>Which of the carrier's districts one of the seller's cities is.</summary>
[Table("carrier_cities"), PrimaryKey(nameof(OrganisationId), nameof(Account), nameof(City))]
public sealed record CarrierCity(Guid OrganisationId, Guid Account, string City, string Place);

/// <summary>A carrier's cities and the seller's: their names never match by themselves, so somebody says once which is which.</summary>
public sealed class CarrierPlaces(PlatformDbs dbs, ShopBook shops, TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    /// <param name="City">As the seller writes it.</param>
    /// <param name="Place">The district it is; null until somebody has said so.</param>
    /// <param name="Guess">A district of the very same name, where there is exactly one.</param>
    public sealed record Match(string City, string? Place, string? Guess);

    public async Task<List<CarrierPlaceRow>> OfAsync(OrganisationId organisation, Guid account, PlaceKind kind, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<CarrierPlaceRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Account == account && row.Kind == kind).OrderBy(row => row.Position).ToListAsync(ct);
    }

    /// <summary>Reads the carrier's lists again; where it fetches from one place only, that is the shop's.</summary>
    public async Task RefreshAsync(CarrierAccounts.Usable with, CancellationToken ct)
    {
        var organisation = new OrganisationId(with.Row.OrganisationId);
        var pickups = await with.Carrier.PickupsAsync(with.Account, ct);
        var zones = await with.Carrier.ZonesAsync(with.Account, ct);
        List<CarrierPlaceRow> rows = [.. Rows(with.Row, PlaceKind.Pickup, pickups), .. Rows(with.Row, PlaceKind.Zone, zones)];

        await using var db = dbs.Open(organisation);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<CarrierPlaceRow>().Where(row => row.OrganisationId == organisation.Value && row.Account == with.Row.Id).ExecuteDeleteAsync(ct);
        db.AddRange(rows);
        await db.SaveChangesAsync(ct);
        var only = pickups is [var one] ? one.Id : null;
        await db.Set<CarrierAccountRow>().Where(row => row.OrganisationId == organisation.Value && row.Id == with.Row.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Pickup, row => row.Pickup ?? only), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Every city the seller delivers to by name, or has lately.</summary>
    public async Task<List<Match>> MatchesAsync(OrganisationId organisation, Guid account, CancellationToken ct = default)
    {
        var zones = await OfAsync(organisation, account, PlaceKind.Zone, ct);
        var since = clock.GetUtcNow() - Lately;
        await using var db = dbs.Open(organisation);
        var said = await db.Set<CarrierCity>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Account == account).ToDictionaryAsync(row => row.City, row => row.Place, ct);
        var lately = await db.Set<DeliveryRow>().Where(row => row.OrganisationId == organisation.Value && row.RequestedAt > since).Select(row => row.City).Distinct().ToListAsync(ct);
        var named = (await shops.OpenAsync(organisation)).Shop.Zones.SelectMany(zone => zone.Cities);
        return
        [
            .. named.Concat(lately).Select(city => city.Trim()).Where(city => city.Length > 0).DistinctBy(Writing.Fold).OrderBy(city => city, StringComparer.CurrentCulture)
                .Select(city => new Match(city, said.GetValueOrDefault(Writing.Fold(city)), GuessOf(zones, city))),
        ];
    }

    /// <returns>Null when nobody has said yet which district it is.</returns>
    public async Task<string?> OfCityAsync(OrganisationId organisation, Guid account, string city, CancellationToken ct)
    {
        var key = Writing.Fold(city.Trim());
        await using var db = dbs.Open(organisation);
        return await db.Set<CarrierCity>().Where(row => row.OrganisationId == organisation.Value && row.Account == account && row.City == key).Select(row => row.Place).FirstOrDefaultAsync(ct);
    }

    public async Task SaveAsync(Actor by, Guid account, IReadOnlyDictionary<string, string> places, CancellationToken ct = default)
    {
        CarrierAccounts.Demand(by);
        await using var db = dbs.Open(by.Organisation);
        var known = (await OfAsync(by.Organisation, account, PlaceKind.Zone, ct)).Select(row => row.Id).ToHashSet();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<CarrierCity>().Where(row => row.OrganisationId == by.Organisation.Value && row.Account == account).ExecuteDeleteAsync(ct);
        db.AddRange(places.Where(pair => known.Contains(pair.Value)).DistinctBy(pair => Writing.Fold(pair.Key.Trim())).Select(pair => new CarrierCity(by.Organisation.Value, account, Writing.Fold(pair.Key.Trim()), pair.Value)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static IEnumerable<CarrierPlaceRow> Rows(CarrierAccountRow account, PlaceKind kind, IReadOnlyList<CarrierPlace> places) =>
        places.DistinctBy(place => place.Id).Select((place, i) => new CarrierPlaceRow(account.OrganisationId, account.Id, kind, place.Id, place.Name, place.Group, i));

    private static string? GuessOf(List<CarrierPlaceRow> zones, string city)
    {
        var key = Writing.Fold(city);
        return zones.FindAll(zone => Writing.Fold(zone.Name) == key || (zone.City is { } group && Writing.Fold(group) == key)) is [var only] ? only.Id : null;
    }
}
