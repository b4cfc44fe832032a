using System.Globalization;
using Platform.Domain.Common;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Web.Assistant;
using Platform.Web.Orders;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>An order as a carrier wants to read it.</summary>
public sealed class ShipmentForm(ShopBook shops, CarrierPlaces places)
{
    private const int LongestGoods = 180;

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
            goods.Length > LongestGoods ? goods[..LongestGoods] : goods, order.Of(order.Goods), delivery.Due, order.Note);
    }
}
