using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations.Http;

namespace Platform.Integrations.Carriers.Glovo;

/// <summary>Glovo's words as ours.</summary>
internal static class GlovoParcel
{
    public static Shipment? Read(JsonElement parcel)
    {
        if (parcel.Text("trackingNumber") is not { Length: > 0 } reference || parcel.Member("status") is not { } status || status.Text("state") is not { Length: > 0 } raw) return null;

        return new(reference, parcel.Member("pickupDetails")?.Text("pickupOrderCode"), StateOf(raw), raw, When(status, "lastUpdateAt") ?? When(status, "createdAt") ?? DateTimeOffset.UnixEpoch)
        {
            Fee = parcel.Member("price")?.Member("delivery") is { } fee ? MoneyOf(fee, "value") : null,
        };
    }

    public static CarrierQuote ReadQuote(JsonElement quote) =>
        new(quote.Text("quoteId"), MoneyOf(quote, "quotePrice"), When(quote, "expiresAt"), Length(quote.Member("estimatedTimeOfDelivery")?.Text("upperBound")));

    /// <summary>A state that did not exist when this was written moves nothing and is shown as it is.</summary>
    public static ShipmentState StateOf(string raw) => raw switch
    {
        "CREATED" or "SCHEDULED" or "ACTIVATED" => ShipmentState.Requested,
        "ACCEPTED" or "WAITING_FOR_PICKUP" => ShipmentState.Assigned,
        "PICKED" or "WAITING_FOR_DELIVERY" /* straight from the counter to the door */ => ShipmentState.InTransit,
        "DELIVERED" => ShipmentState.Delivered,
        "REJECTED" or "NOT_DELIVERED_NOT_RETURNED" => ShipmentState.Refused,
        "RETURNED" => ShipmentState.Returned,
        "CANCELLED" => ShipmentState.Cancelled,
        _ => ShipmentState.Unknown,
    };

    /// <summary>Whether somebody of theirs may have it in hand.</summary>
    public static bool HasCourier(Shipment shipment) => shipment.State is ShipmentState.Assigned or ShipmentState.InTransit;

    private static Money? MoneyOf(JsonElement element, string amount) =>
        element.Amount(amount) is { } value && Enum.TryParse<Currency>(element.Text("currencyCode"), out var currency) ? new(Minor(value, currency), currency) : null;

    /// <summary>Prices come with more decimals than the currency has.</summary>
    private static long Minor(decimal value, Currency currency) => (long)decimal.Round(value * (currency.Decimals() == 2 ? 100 : 1), MidpointRounding.AwayFromZero);

    private static DateTimeOffset? When(JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>`PT45M`.</summary>
    private static TimeSpan? Length(string? text)
    {
        try
        {
            return text is null ? null : System.Xml.XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
