using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>What a customer sees who follows a payment link: the shop, the sum, and the ways to pay it.</summary>
public sealed class PaymentCounter(PlatformDbs dbs, PaymentDoors doors, PaymentQueries payments, GatewayAccounts accounts, TimeProvider clock)
{
    /// <param name="Country">Of the shop: how its customers write their numbers.</param>
    public sealed record View(string Shop, string Country, PaymentQueries.Whole Payment, IReadOnlyList<Way> Ways, CounterState State);

    public sealed record Way(Guid Account, string Gateway, bool NeedsPhone);

    /// <returns>Null for a link we never made.</returns>
    public async Task<View?> LookAsync(string token, CancellationToken ct)
    {
        if (doors.Read(Door.Customer, token) is not ({ } organisation, var id)) return null;
        if (await payments.FindAsync(organisation, new PaymentId(id), ct) is not { } payment) return null;

        await using var db = dbs.Open(organisation);
        var shop = await db.Set<Organisation>().AsNoTracking().Where(o => o.Id == organisation.Value).Select(o => new { o.Name, o.Country }).FirstAsync(ct);
        var offered = await accounts.OfferedAsync(organisation, payment.Row.Currency, ct);
        return new(shop.Name, shop.Country, payment, [.. offered.Select(one => new Way(one.Row.Id, one.Row.Gateway, one.Gateway.Traits.NeedsPhone))], StateOf(payment));
    }

    private CounterState StateOf(PaymentQueries.Whole payment) => payment.Row switch
    {
        { Phase: PaymentPhase.Paid } => CounterState.Paid,
        { Phase: PaymentPhase.CalledOff } => CounterState.CalledOff,
        var row when !row.IsPayable(clock.GetUtcNow()) => CounterState.Expired,
        _ => (payment.Attempts is [var newest, ..] ? newest : null) switch
        {
            { IsOpen: true } => CounterState.Waiting,
            { State: AttemptState.Refused or AttemptState.Abandoned or AttemptState.Lapsed } => CounterState.Failed,
            _ => CounterState.Choosing,
        },
    };
}

public enum CounterState { Choosing, Waiting, Failed, Paid, Expired, CalledOff }
