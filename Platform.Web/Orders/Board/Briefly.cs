using System.Globalization;
using Platform.Domain.Common;

namespace Platform.Web.Orders.Board;

/// <summary>Amounts where there is little room; the currency stands once above them.</summary>
public static class Briefly
{
    public static string Exact(long minor, Currency currency)
    {
        var amount = new Money(minor, currency).Amount;
        return amount.ToString(amount == decimal.Truncate(amount) ? "N0" : $"N{currency.Decimals()}", CultureInfo.CurrentCulture);
    }

    public static string Rounded(Money money) => money.Amount switch
    {
        >= 1_000_000 => $"{(money.Amount / 1_000_000).ToString("0.#", CultureInfo.CurrentCulture)}\u00A0M",
        >= 1_000 => $"{(money.Amount / 1_000).ToString("0.#", CultureInfo.CurrentCulture)}\u00A0k",
        var amount => amount.ToString("0", CultureInfo.CurrentCulture),
    };
}
