using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>A courier as the seller entered them.</summary>
[Table("couriers"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class CourierRow
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required string Phone { get; set; }
    public Language Language { get; set; }
    public Vehicle Vehicle { get; set; } = Vehicle.Motorbike;
    public ContactWay Way { get; set; }
    public long Fee { get; set; }
    public string[] Zones { get; set; } = [];

    /// <summary>As JSON; read by <see cref="Shifts"/>.</summary>
    public string Week { get; set; } = "[]";
    public bool IsActive { get; set; } = true;

    /// <summary>When they last wrote: for a day after it they may be written to freely.</summary>
    public DateTimeOffset? HeardAt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    public CourierId Key => new(Id);

    public CourierRow Copy() => (CourierRow)MemberwiseClone();

    public IReadOnlyList<Shift> Shifts() => JsonSerializer.Deserialize<List<Shift>>(Week, FactTypes.Json) ?? [];

    public Courier Of(Currency currency) => new(
        Key, Name, PhoneNumber.TryParse(Phone, country: null, out var phone) ? phone.Value : default, Language, Vehicle, Way, new Money(Fee, currency), [.. Zones], [.. Shifts()], IsActive);
}

/// <summary>A seller's couriers, kept for a moment: every message that comes in is looked at for whether it is one of theirs.</summary>
public sealed class CourierBook(PlatformDbs dbs, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<OrganisationId, (IReadOnlyList<CourierRow> Couriers, DateTimeOffset Until)> held = new();

    public async ValueTask<IReadOnlyList<CourierRow>> AllAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        if (held.TryGetValue(organisation, out var known) && known.Until > clock.GetUtcNow()) return known.Couriers;

        await using var db = dbs.Open(organisation);
        var couriers = await db.Set<CourierRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value).OrderBy(row => row.Name).ToListAsync(ct);
        if (held.Count > 10_000) held.Clear();
        held[organisation] = (couriers, clock.GetUtcNow() + Kept);
        return couriers;
    }

    public async ValueTask<CourierRow?> FindAsync(OrganisationId organisation, CourierId courier, CancellationToken ct = default) =>
        (await AllAsync(organisation, ct)).FirstOrDefault(row => row.Id == courier.Value);

    /// <summary>A copy of one's own, to be changed.</summary>
    public async Task<CourierRow?> ReadAsync(OrganisationId organisation, CourierId courier, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<CourierRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Id == courier.Value, ct);
    }

    public async ValueTask<CourierRow?> ByPhoneAsync(OrganisationId organisation, string phone, CancellationToken ct = default) =>
        (await AllAsync(organisation, ct)).FirstOrDefault(row => row.Phone == phone);

    public void Forget(OrganisationId organisation) => held.TryRemove(organisation, out _);

    /// <summary>They wrote: from now on they may be written to freely for a day.</summary>
    public async Task HeardAsync(OrganisationId organisation, CourierId courier, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        await db.Set<CourierRow>()
            .Where(row => row.OrganisationId == organisation.Value && row.Id == courier.Value && (row.HeardAt == null || row.HeardAt < at))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HeardAt, at), ct);
    }

    public async Task<DateTimeOffset?> HeardAtAsync(OrganisationId organisation, CourierId courier, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<CourierRow>().Where(row => row.OrganisationId == organisation.Value && row.Id == courier.Value).Select(row => row.HeardAt).FirstOrDefaultAsync(ct);
    }
}
