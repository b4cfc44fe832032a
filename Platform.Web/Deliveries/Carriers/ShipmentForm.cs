using System.Globalization;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Web.Assistant;
using Platform.Web.Orders;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>An order as a carrier wants to read it.</summary>
public sealed class ShipmentForm(ShopBook shops, CarrierPlaces places, TimeProvider clock)
{
    private const int LongestGoods = 180;

    /// <summary>On a later day whose hours nobody chose.</summary>
    private static readonly TimeOnly Morning = new(10, 0);

    /// <exception cref="ProviderException">With what is missing in it for this carrier.</exception>
    public async Task<ShipmentAsked> FillAsync(OrganisationId organisation, CarrierAccountRow account, DeliveryRow delivery, OrderRow order, string reference, CancellationToken ct)
    {
        var page = await shops.OpenAsync(organisation);
        if (!PhoneNumber.TryParse(order.Phone, page.Shop.Country, out var phone)) throw Unserved.Because(Unserved.Phone);
        if (order.Address is not { Length: > 0 } street) throw Unserved.Because(Unserved.Address);

        var goods = string.Join(", ", order.Items().Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} × {line.Title} {line.Size}").Trim()));
        return new(
            reference, account.Pickup!, order.Name, phone.Value,
            string.Join(", ", new[] { street, order.Quarter }.OfType<string>().Distinct()), order.City, await places.OfCityAsync(organisation, account.Id, order.City, ct),
            goods.Length > LongestGoods ? goods[..LongestGoods] : goods, order.Of(order.Goods), delivery.Due, order.Note)
        {
            ReadyAt = ReadyAt(delivery, page.Zone),
        };
    }

    /// <summary>Nobody is sent today for what was promised for tomorrow.</summary>
    private DateTimeOffset? ReadyAt(DeliveryRow delivery, TimeZoneInfo zone)
    {
        if (delivery.Date is not { } date) return null;
        var from = date.ToDateTime(SlotHours.Read(delivery.Slot)?.From ?? Morning);
        var at = new DateTimeOffset(from, zone.GetUtcOffset(from)).ToUniversalTime();
        return at > clock.GetUtcNow() ? at : null;
    }
}
