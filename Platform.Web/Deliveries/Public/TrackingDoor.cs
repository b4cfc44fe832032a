using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;
using Platform.Web.Assistant;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Orders;
using Platform.Web.Payments;
using Platform.Web.Shared;

namespace Platform.Web.Deliveries.Public;

/// <summary>A customer's page of their parcel. Whoever is sent the address sees how it fares, and neither names nor doors.</summary>
public sealed class TrackingDoor(DeliveryLinks links, DeliveryQueries deliveries, OrderQueries orders, DeliveryStory stories, CourierBook book, CourierWords words, ShopBook shops, PaymentDesk payments)
{
    /// <param name="Word">How it stands, as the key of a sentence.</param>
    /// <param name="PayAt">Where what is due can be paid now, when the seller asked for it.</param>
    /// <param name="Code">What to say at the door; only while it is on its way, and no delivery service asks for it.</param>
    public sealed record Parcel(
        string Shop, string Number, string Word, string Tone, bool IsOver, string? When, IReadOnlyList<Step> Steps, string? Driver, string? Phone, string? Code, Money? Due, string? Elsewhere, TimeZoneInfo Zone, Uri? PayAt = null);

    /// <param name="At">Null until it happens.</param>
    public sealed record Step(string Word, DateTimeOffset? At);

    public async Task<Parcel?> OpenAsync(string token, CancellationToken ct)
    {
        if (!links.TryReadTracking(token, out var link) || await deliveries.FindAsync(link.Organisation, link.Delivery, ct) is not { } row) return null;

        var page = await shops.OpenAsync(link.Organisation);
        var isComing = row.IsOpen && row.Stage is not DeliveryStage.Cancelled;
        var courier = row.Courier is { } id && isComing ? await book.FindAsync(link.Organisation, new(id), ct) : null;
        var story = await stories.OfAsync(link.Organisation, link.Delivery, ct);
        var owes = (await orders.FindAsync(link.Organisation, new OrderId(row.OrderId), ct))?.Due() is { Minor: > 0 } due && isComing ? due : default(Money?);
        return new(
            page.Shop.Name, row.Number, WordOf(row), ToneOf(row.Stage), !row.IsOpen,
            row.Date is null ? null : words.When(row, Preferences.CurrentLanguage, page.Zone),
            StepsOf(story), courier?.Name ?? (isComing ? OfService(row) : null), courier?.Phone ?? (isComing ? row.ServicePhone : null),
            row is { Stage: DeliveryStage.OnTheWay, Service: null } ? row.Code : null, owes, row.Tracking, page.Zone,
            owes is null ? null : await payments.LinkOfAsync(link.Organisation, new OrderId(row.OrderId), ct));
    }

    private static string? OfService(DeliveryRow row) => row.ServiceCourier is { } name ? $"{name} · {row.ServiceName}" : row.ServiceName;

    private static string WordOf(DeliveryRow row) => row.Stage switch
    {
        DeliveryStage.Searching or DeliveryStage.Unclaimed => "Preparing",
        DeliveryStage.Assigned or DeliveryStage.ToPickUp => "Assigned",
        DeliveryStage.Failed when row.Service is not null => "FailedAtService",
        DeliveryStage.PickedUp when row.Attempts > 0 => "Again",
        var stage => stage.ToString(),
    };

    private static string ToneOf(DeliveryStage stage) => stage switch
    {
        DeliveryStage.Delivered => "good",
        DeliveryStage.Failed or DeliveryStage.Cancelled => "bad",
        _ => "",
    };

    private static IReadOnlyList<Step> StepsOf(IReadOnlyList<DeliveryStory.Step> story)
    {
        DateTimeOffset? Last(params ReadOnlySpan<string> facts)
        {
            for (var i = story.Count - 1; i >= 0; i--)
                if (facts.Contains(story[i].What))
                    return story[i].At;
            return null;
        }

        return
        [
            new("Confirmed", Last(nameof(DeliveryRequested))),
            new("Driver", Last(nameof(CourierAssigned), nameof(SellerTookDelivery), nameof(ServiceBooked))),
            new("PickedUp", Last(nameof(ParcelPickedUp))),
            new("OnTheWay", Last(nameof(ParcelOnTheWay))),
            new("Delivered", Last(nameof(ParcelDelivered))),
        ];
    }
}
