using Platform.Domain.Common;

namespace Platform.Tests.Common;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("899.50", Currency.MAD, 89950)]
    [InlineData("0.01", Currency.EUR, 1)]
    [InlineData("-12.30", Currency.EUR, -1230)]
    [InlineData("5000", Currency.XOF, 5000)]
    [InlineData("250", Currency.XAF, 250)]
    public void An_amount_is_kept_in_the_smallest_unit(string amount, Currency currency, long minor)
    {
        var money = Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);

        Assert.Equal(new Money(minor, currency), money);
        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), money.Amount);
    }

    [Theory]
    [InlineData("1.005", Currency.MAD)]
    [InlineData("99.5", Currency.XOF)]
    public void A_fraction_the_currency_does_not_have_is_refused(string amount, Currency currency) =>
        Assert.Throws<ArgumentException>(() => Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency));

    [Fact]
    public void Amounts_of_one_currency_add_up_and_take_away()
    {
        var (shoes, delivery) = (Money.Of(899, Currency.MAD), Money.Of(30, Currency.MAD));

        Assert.Equal(Money.Of(929, Currency.MAD), shoes + delivery);
        Assert.Equal(Money.Of(869, Currency.MAD), shoes - delivery);
    }

    [Fact]
    public void Two_currencies_do_not_add_up() =>
        Assert.Throws<InvalidOperationException>(() => Money.Of(1, Currency.MAD) + Money.Of(1, Currency.EUR));

    [Fact]
    public void A_sum_too_large_is_an_error_and_not_another_amount() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Currency.MAD) + new Money(1, Currency.MAD));
}
