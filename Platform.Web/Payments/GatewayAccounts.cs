using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Payments;
using Platform.Web.Live;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Payments;

/// <summary>A seller's account at a gateway. What it takes to use it is sealed with the organisation's key.</summary>
[Table("gateway_accounts"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class GatewayAccountRow
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Gateway { get; init; }
    public required byte[] Secrets { get; set; }
    public required bool IsOn { get; set; }

    /// <summary>What its owner has to put right first, in the words all providers share.</summary>
    public string? Problem { get; set; }
    public DateTimeOffset? ProblemAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsUsable => IsOn && Problem is null;
}

/// <summary>Where a seller connects gateways, and where everybody else finds out which can be used for what.</summary>
public sealed class GatewayAccounts(PlatformDbs dbs, Keyring keyring, IServiceProvider services, LiveUpdates live, TimeProvider clock)
{
    public sealed record Usable(GatewayAccountRow Row, IPaymentGateway Gateway, SellerAccount Account);

    /// <summary>New ones each time: their connections are renewed by the factory that makes them.</summary>
    public IReadOnlyList<IPaymentGateway> Gateways => [.. services.GetServices<IPaymentGateway>()];

    public async Task<List<GatewayAccountRow>> ListAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<GatewayAccountRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value).OrderBy(row => row.CreatedAt).ToListAsync(ct);
    }

    /// <summary>Whatever its state: what was begun with an account is brought to its end.</summary>
    public async Task<Usable?> FindAsync(OrganisationId organisation, Guid account, CancellationToken ct) =>
        (await ListAsync(organisation, ct)).Find(row => row.Id == account) is { } row ? await OpenAsync(row, ct) : null;

    /// <summary>With which this money can be asked for now.</summary>
    public async Task<List<Usable>> OfferedAsync(OrganisationId organisation, Currency currency, CancellationToken ct)
    {
        var offered = new List<Usable>();
        foreach (var row in (await ListAsync(organisation, ct)).Where(row => row.IsUsable))
            if (await OpenAsync(row, ct) is { } usable && usable.Gateway.Takes(usable.Account, currency))
                offered.Add(usable);

        return offered;
    }

    /// <summary>Credentials are tried before they are kept. The same gateway again replaces what was kept of it.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> ConnectAsync(Actor by, string gateway, ImmutableDictionary<string, string> fields, CancellationToken ct)
    {
        Demand(by);
        if (Gateways.FirstOrDefault(one => one.Traits.Provider == gateway) is not { } known) return Trouble.Refused;
        if (known.Traits.Fields.Any(field => !field.IsOptional && string.IsNullOrWhiteSpace(fields.GetValueOrDefault(field.Name)))) return Trouble.Missing;

        var account = new SellerAccount(fields);
        if (!known.Traits.Currencies.Any(currency => known.Takes(account, currency))) return Trouble.CountryClosed;
        try
        {
            await known.ProveAsync(account, ct);
        }
        catch (ProviderException e)
        {
            return e.Reason;
        }

        await KeepAsync(by.Organisation, gateway, account, ct);
        return null;
    }

    public Task SwitchAsync(Actor by, Guid account, bool isOn, CancellationToken ct)
    {
        Demand(by);
        return ChangeAsync(by.Organisation, account, set => set.SetProperty(row => row.IsOn, isOn), ct);
    }

    /// <summary>The gateway refused us for something its owner has to put right: customers are not sent there any more.</summary>
    public Task BreakAsync(OrganisationId organisation, Guid account, string problem, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(organisation, account, set => set.SetProperty(row => row.Problem, problem).SetProperty(row => row.ProblemAt, row => row.ProblemAt ?? now), ct);
    }

    internal async Task KeepAsync(OrganisationId organisation, string gateway, SellerAccount account, CancellationToken ct)
    {
        var secrets = await keyring.SealAsync(organisation, JsonSerializer.Serialize(account.Fields), ct);
        await using var db = dbs.Open(organisation);
        await db.Database.ExecuteSqlAsync($"""
            insert into gateway_accounts (organisation_id, id, gateway, secrets, is_on, created_at)
            values ({organisation.Value}, {Guid.CreateVersion7()}, {gateway}, {secrets}, true, {clock.GetUtcNow()})
            on conflict (organisation_id, gateway) do update set secrets = excluded.secrets, is_on = true, problem = null, problem_at = null
            """, ct);
        Told(organisation);
    }

    private async Task<Usable?> OpenAsync(GatewayAccountRow row, CancellationToken ct)
    {
        if (Gateways.FirstOrDefault(gateway => gateway.Traits.Provider == row.Gateway) is not { } gateway) return null;
        var fields = JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(await keyring.OpenAsync(new(row.OrganisationId), row.Secrets, ct));
        return new(row, gateway, new SellerAccount(fields ?? ImmutableDictionary<string, string>.Empty));
    }

    private async Task ChangeAsync(OrganisationId organisation, Guid account, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<GatewayAccountRow>> change, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        await db.Set<GatewayAccountRow>().Where(row => row.OrganisationId == organisation.Value && row.Id == account).ExecuteUpdateAsync(change, ct);
        Told(organisation);
    }

    private void Told(OrganisationId organisation) => live.Publish(new(organisation, nameof(GatewayAccountRow), organisation.Value));

    private static void Demand(Actor by)
    {
        if (by is not ({ Kind: ActorKind.Member, Role: Role.Owner or Role.Admin } or { Kind: ActorKind.System })) throw new UnauthorizedAccessException("Gateways are the owner's and the administrators'");
    }
}
