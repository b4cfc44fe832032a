namespace Platform.Domain.Common;

/// <summary>An exact amount in the currency's smallest unit.</summary>
public readonly record struct Money(long Minor, Currency Currency)
{
    public decimal Amount => Minor / Scale(Currency);

    public static Money Of(decimal amount, Currency currency)
    {
        var minor = amount * Scale(currency);
        return minor == decimal.Truncate(minor)
            ? new((long)minor, currency)
            : throw new ArgumentException($"{currency} has {currency.Decimals()} decimals", nameof(amount));
    }

    public static Money operator +(Money left, Money right) => new(checked(left.Minor + SameCurrency(left, right).Minor), left.Currency);
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - SameCurrency(left, right).Minor), left.Currency);

    private static decimal Scale(Currency currency) => currency.Decimals() == 2 ? 100m : 1m;

    private static Money SameCurrency(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} do not add up");
}
