using Platform.Domain.Common;

namespace Platform.Domain.Payments;

/// <summary>An amount as a gateway tells it: in any currency, also one nobody here works in.</summary>
public sealed record Sum(decimal Amount, string Currency)
{
    public static Sum Of(Money money) => new(money.Amount, money.Currency.ToString());

    public bool Is(Money money) => Amount == money.Amount && string.Equals(Currency, money.Currency.ToString(), StringComparison.OrdinalIgnoreCase);
}
