using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments;

/// <summary>Amounts as gateways write them: with exactly the currency's decimals, never rounded on the way.</summary>
internal static class WireMoney
{
    public static string Text(this Money money) => money.Amount.ToString($"F{money.Currency.Decimals()}", CultureInfo.InvariantCulture);

    /// <summary>From an object that has an amount in whole units and a currency.</summary>
    public static Sum? Sum(this JsonElement element, string amount = "amount", string currency = "currency") =>
        element.Amount(amount) is { } paid && element.Text(currency) is { Length: > 0 } code ? new(paid, code.ToUpperInvariant()) : null;

    /// <summary>From smallest units, which for a currency we do not work in are taken to be hundredths.</summary>
    public static Sum? MinorSum(this JsonElement element, string amount, string currency)
    {
        if (element.Amount(amount) is not { } minor || element.Text(currency)?.ToUpperInvariant() is not { Length: > 0 } code) return null;
        return new(Enum.TryParse<Currency>(code, out var known) && known.Decimals() == 0 ? minor : minor / 100m, code);
    }
}
