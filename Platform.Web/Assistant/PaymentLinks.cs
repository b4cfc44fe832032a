using System.Collections.Immutable;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Wave;
using Platform.Web.Orders;
using Platform.Web.Payments;

namespace Platform.Web.Assistant;

/// <summary>How customers of a shop can pay before the door, and the link to it for an order of their own. The sum is what the order says is due.</summary>
public sealed class PaymentLinks(OrderQueries orders, PaymentDesk desk, GatewayAccounts accounts)
{
    public async Task<ImmutableArray<PayWay>> WaysAsync(OrganisationId organisation, Currency currency, CancellationToken ct) =>
        [.. (await accounts.OfferedAsync(organisation, currency, ct)).Select(offered => WayOf(offered.Row.Gateway)).Distinct().Order()];

    public async Task<Uri?> GiveAsync(Actor by, ContactId customer, OwnOrder order, CancellationToken ct) =>
        (await orders.OfAsync(by.Organisation, customer, ct: ct)).Find(row => row.Number == order.Number) is { } own ? await desk.GiveLinkAsync(by, own, ct) : null;

    private static PayWay WayOf(string gateway) => gateway switch
    {
        OrangeMoneyRegistration.Provider => PayWay.OrangeMoney,
        MtnMomoRegistration.Provider => PayWay.MtnMomo,
        WaveRegistration.Provider => PayWay.Wave,
        _ => PayWay.Card,
    };
}
