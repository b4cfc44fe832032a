using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Identity.Organisations;
using Platform.Web.Orders;

namespace Platform.Web.Deliveries;

/// <summary>A delivery with everybody in it: who it is for, who was asked and said what, who drives.</summary>
public sealed record DeliveryView(DeliveryRow Row, OrderRow? Order, IReadOnlyList<DeliveryView.Asked> Offers, string? Driver, string? DriverPhone, DateTimeOffset Now)
{
    public sealed record Asked(OfferRow Offer, string Courier);

    public bool IsSearching => Row.Stage is DeliveryStage.Searching or DeliveryStage.Unclaimed;
    public bool IsBeingAsked => Offers.Any(asked => asked.Offer.State is OfferState.Open);
}

/// <summary>What the deliveries page shows.</summary>
public sealed class DeliveryBoard(DeliveryQueries deliveries, OfferQueries offers, CourierBook book, Colleagues colleagues, OrderQueries orders, TimeProvider clock)
{
    public async Task<List<DeliveryView>> OpenAsync(OrganisationId organisation, CancellationToken ct = default) => await ViewAsync(organisation, await deliveries.OpenAsync(organisation, ct: ct), ct);

    public async Task<List<DeliveryView>> EndedAsync(OrganisationId organisation, CancellationToken ct = default) =>
        await ViewAsync(organisation, await deliveries.EndedAsync(organisation, clock.GetUtcNow().AddDays(-1), ct: ct), ct);

    public async Task<DeliveryView?> OfOrderAsync(OrganisationId organisation, Guid order, CancellationToken ct = default) =>
        await deliveries.OfOrderAsync(organisation, new(order), ct) is { } row ? (await ViewAsync(organisation, [row], ct))[0] : null;

    private async Task<List<DeliveryView>> ViewAsync(OrganisationId organisation, List<DeliveryRow> rows, CancellationToken ct)
    {
        if (rows is []) return [];

        var bought = await orders.ManyAsync(organisation, [.. rows.Select(row => row.OrderId)], ct);
        var asked = await offers.OfAsync(organisation, [.. rows.Select(row => row.Id)], ct);
        var couriers = (await book.AllAsync(organisation, ct)).ToDictionary(courier => courier.Id);
        var people = rows.Exists(row => row.Seller is not null) ? (await colleagues.AtAsync(organisation, ct)).People : null;
        return [.. rows.Select(row =>
        {
            var courier = row.Courier is { } id ? couriers.GetValueOrDefault(id) : null;
            var driver = courier?.Name ?? (row.Seller is { } member ? people?.GetValueOrDefault(member) : null) ?? row.ServiceName;
            return new DeliveryView(
                row, bought.GetValueOrDefault(row.OrderId), [.. asked[row.Id].Select(offer => new DeliveryView.Asked(offer, couriers.GetValueOrDefault(offer.Courier)?.Name ?? "?"))],
                driver, courier?.Phone ?? row.ServicePhone, clock.GetUtcNow());
        })];
    }
}
