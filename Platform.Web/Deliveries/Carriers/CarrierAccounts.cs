using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Live;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>A seller's account at a delivery service. What it takes to use it is sealed with the organisation's key.</summary>
[Table("carrier_accounts"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class CarrierAccountRow
{
    public required Guid OrganisationId { get; init; }

    /// <summary>Also names the till of what it has collected and not yet paid out.</summary>
    public required Guid Id { get; init; }
    public required string Carrier { get; init; }
    public required byte[] Secrets { get; set; }
    public required bool IsOn { get; set; }

    /// <summary>Which of the carrier's pickup places is the shop's.</summary>
    public string? Pickup { get; set; }

    /// <summary>What its owner has to put right first, in the words all providers share.</summary>
    public string? Problem { get; set; }
    public DateTimeOffset? ProblemAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsUsable => IsOn && Problem is null && Pickup is not null;
}

/// <summary>Where a seller connects delivery services, and where everybody else finds out which can be asked.</summary>
public sealed class CarrierAccounts(PlatformDbs dbs, DispatchSettingsDesk settings, Keyring keyring, IServiceProvider services, DeliveryLinks links, LiveUpdates live, TimeProvider clock)
{
    public sealed record Usable(CarrierAccountRow Row, ICarrier Carrier, SellerAccount Account);

    /// <summary>New ones each time: their connections are renewed by the factory that makes them.</summary>
    public IReadOnlyList<ICarrier> Carriers => [.. services.GetServices<ICarrier>()];

    public async Task<List<CarrierAccountRow>> ListAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<CarrierAccountRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value).OrderBy(row => row.CreatedAt).ToListAsync(ct);
    }

    /// <summary>Whatever its state: what was booked with it is followed to its end.</summary>
    public async Task<Usable?> FindAsync(OrganisationId organisation, string carrier, CancellationToken ct) =>
        (await ListAsync(organisation, ct)).Find(row => row.Carrier == carrier) is { } row ? await OpenAsync(row, ct) : null;

    public async Task<Usable?> FindAsync(OrganisationId organisation, Guid account, CancellationToken ct) =>
        (await ListAsync(organisation, ct)).Find(row => row.Id == account) is { } row ? await OpenAsync(row, ct) : null;

    /// <summary>The one that is asked by itself when no courier is left; null when people decide.</summary>
    public async Task<string?> AskedByItselfAsync(OrganisationId organisation, CancellationToken ct) =>
        await settings.ReadAsync(organisation, ct) is { AsksService: true, Service: { } service } && (await ListAsync(organisation, ct)).Exists(row => row.Carrier == service && row.IsUsable) ? service : null;

    /// <summary>Credentials are tried before they are kept. The same carrier again replaces what was kept of it.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> ConnectAsync(Actor by, string carrier, ImmutableDictionary<string, string> fields, CancellationToken ct)
    {
        Demand(by);
        if (Carriers.FirstOrDefault(one => one.Traits.Provider == carrier) is not { } known) return Trouble.Refused;
        if (known.Traits.Fields.Any(field => !field.IsOptional && string.IsNullOrWhiteSpace(fields.GetValueOrDefault(field.Name)))) return Trouble.Missing;

        try
        {
            await known.ProveAsync(new SellerAccount(fields), ct);
            var kept = await KeepAsync(by.Organisation, carrier, new SellerAccount(fields), ct);
            await known.ListenAsync(new SellerAccount(fields), links.CarrierDoorOf(carrier, by.Organisation, kept.Id), ct);
            return null;
        }
        catch (ProviderException e)
        {
            return e.Reason;
        }
    }

    internal async Task<CarrierAccountRow> KeepAsync(OrganisationId organisation, string carrier, SellerAccount account, CancellationToken ct)
    {
        var secrets = await keyring.SealAsync(organisation, JsonSerializer.Serialize(account.Fields), ct);
        await using var db = dbs.Open(organisation);
        await db.Database.ExecuteSqlAsync($"""
            insert into carrier_accounts (organisation_id, id, carrier, secrets, is_on, created_at)
            values ({organisation.Value}, {Guid.CreateVersion7()}, {carrier}, {secrets}, true, {clock.GetUtcNow()})
            on conflict (organisation_id, carrier) do update set secrets = excluded.secrets, is_on = true, problem = null, problem_at = null
            """, ct);
        Told(organisation);
        return (await ListAsync(organisation, ct)).First(row => row.Carrier == carrier);
    }

    public Task SwitchAsync(Actor by, Guid account, bool isOn, CancellationToken ct = default)
    {
        Demand(by);
        return ChangeAsync(by.Organisation, account, set => set.SetProperty(row => row.IsOn, isOn), ct);
    }

    public Task FetchFromAsync(Actor by, Guid account, string pickup, CancellationToken ct = default)
    {
        Demand(by);
        return ChangeAsync(by.Organisation, account, set => set.SetProperty(row => row.Pickup, pickup), ct);
    }

    /// <summary>The carrier refused us for something its owner has to put right: nothing is entrusted to it any more.</summary>
    public Task BreakAsync(OrganisationId organisation, Guid account, string problem, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(organisation, account, set => set.SetProperty(row => row.Problem, problem).SetProperty(row => row.ProblemAt, row => row.ProblemAt ?? now), ct);
    }

    internal static void Demand(Actor by)
    {
        if (by is not ({ Kind: ActorKind.Member, Role: Role.Owner or Role.Admin } or { Kind: ActorKind.System })) throw new UnauthorizedAccessException("Carriers are the owner's and the administrators'");
    }

    private async Task<Usable?> OpenAsync(CarrierAccountRow row, CancellationToken ct)
    {
        if (Carriers.FirstOrDefault(one => one.Traits.Provider == row.Carrier) is not { } carrier) return null;
        var fields = JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(await keyring.OpenAsync(new(row.OrganisationId), row.Secrets, ct));
        return new(row, carrier, new SellerAccount(fields ?? ImmutableDictionary<string, string>.Empty));
    }

    private async Task ChangeAsync(OrganisationId organisation, Guid account, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<CarrierAccountRow>> change, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        await db.Set<CarrierAccountRow>().Where(row => row.OrganisationId == organisation.Value && row.Id == account).ExecuteUpdateAsync(change, ct);
        Told(organisation);
    }

    private void Told(OrganisationId organisation) => live.Publish(new(organisation, nameof(CarrierAccountRow), organisation.Value));
}
