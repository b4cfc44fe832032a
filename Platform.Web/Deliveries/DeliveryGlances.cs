using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Deliveries.Couriers;

namespace Platform.Web.Deliveries;

/// <summary>As much of a delivery as others show: who brings it, when, and where it can be followed.</summary>
/// <param name="Courier">Name and number, while somebody has it.</param>
public sealed record DeliveryGlance(DeliveryStage Stage, string? Courier, DateOnly? Date, string? Slot, string Tracking, DateTimeOffset ChangedAt);

public sealed class DeliveryGlances(DeliveryQueries deliveries, CourierBook book, DeliveryLinks links)
{
    /// <summary>By order.</summary>
    public async Task<IReadOnlyDictionary<Guid, DeliveryGlance>> OfAsync(OrganisationId organisation, IReadOnlyCollection<Guid> orders, CancellationToken ct = default)
    {
        if (orders.Count == 0) return new Dictionary<Guid, DeliveryGlance>();

        var couriers = (await book.AllAsync(organisation, ct)).ToDictionary(courier => courier.Id);
        return (await deliveries.OfOrdersAsync(organisation, orders, ct)).ToDictionary(pair => pair.Key, pair => Of(pair.Value, couriers));
    }

    private DeliveryGlance Of(DeliveryRow row, Dictionary<Guid, CourierRow> couriers)
    {
        var courier = row.IsOpen && row.Courier is { } id && couriers.GetValueOrDefault(id) is { } known ? $"{known.Name}, {known.Phone}" : null;
        return new(row.Stage, courier ?? (row.IsOpen ? row.ServiceName : null), row.Date, row.Slot, links.TrackingOf(new(row.OrganisationId), row.Key), row.ChangedAt);
    }
}
