using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations.Http;

namespace Platform.Integrations.Carriers.Sendit;

/// <summary>Sendit's words as ours, and ours as it wants to read them.</summary>
internal static class SenditParcel
{
    /// <summary>In dirhams; the most it takes at one door.</summary>
    private const int MostCash = 5_000;
    private const string Morocco = "+212";

    /// <param name="now">For what it says no time of.</param>
    public static Shipment? Read(JsonElement parcel, DateTimeOffset now)
    {
        if (parcel.Text("code") is not { Length: > 0 } code || parcel.Text("status") is not { Length: > 0 } raw) return null;

        return new(code, parcel.Text("reference"), StateOf(raw), raw, When(parcel) ?? now)
        {
            Fee = parcel.Amount("fee") is { } fee ? Money.Of(decimal.Round(fee, 2), Currency.MAD) : null,
            Label = Uri.TryCreate(parcel.Text("labelUrl"), UriKind.Absolute, out var label) && label.Scheme == Uri.UriSchemeHttps ? label.AbsoluteUri : null,
        };
    }

    /// <summary>A second visit of theirs is still the same parcel on its way; the word is shown.</summary>
    public static ShipmentState StateOf(string raw) => raw.ToUpperInvariant() switch
    {
        "PENDING" or "TO_PREPARE" => ShipmentState.Requested,
        "TO_PICKUP" or "PICKUP" => ShipmentState.Assigned,
        "PICKEDUP" or "PICKED_UP" or "WAREHOUSE" => ShipmentState.PickedUp,
        "TRANSIT" or "DISTRIBUTED" or "DELIVERING" or "UNREACHABLE" or "POSTPONED" or "NEW_DESTINATION" => ShipmentState.InTransit,
        "DELIVERED" => ShipmentState.Delivered,
        "REJECTED" => ShipmentState.Refused,
        "RETURNING" => ShipmentState.Returning,
        "RETURNED" => ShipmentState.Returned,
        "CANCELED" or "CANCELLED" => ShipmentState.Cancelled,
        _ => ShipmentState.Unknown,
    };

    /// <summary>`06…` or `07…`: a number as it is dialled at home, and no other country's.</summary>
    public static string Dialled(PhoneNumber phone) => phone.Value.StartsWith(Morocco, StringComparison.Ordinal) && phone.Value[Morocco.Length..] is ['6' or '7', ..] home
        ? $"0{home}"
        : throw Unserved.Because(Unserved.Phone);

    /// <summary>Whole dirhams: nothing is rounded at a customer's door.</summary>
    public static long Dirhams(Money cash) => cash switch
    {
        { Minor: 0 } => 0,
        { Currency: not Currency.MAD } => throw Unserved.Because(Unserved.Currency),
        _ when cash.Minor % 100 != 0 => throw Unserved.Because(Unserved.CashNotWhole),
        _ when cash.Minor > MostCash * 100 => throw Unserved.Because(Unserved.CashTooMuch),
        _ => cash.Minor / 100,
    };

    /// <summary>Whose clock it is does not matter: its times are only compared with one another.</summary>
    private static DateTimeOffset? When(JsonElement parcel) =>
        DateTimeOffset.TryParse(parcel.Text("last_action_at", "updated_at", "created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
