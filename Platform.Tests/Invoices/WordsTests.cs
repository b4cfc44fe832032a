using Platform.Domain.Common;
using Platform.Web.Invoices;

namespace Platform.Tests.Invoices;

/// <summary>Arabic letters in their forms, and amounts in words.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("سلمى", "ﻰﻤﻠﺳ")]
    [InlineData("لا", "ﻻ")]
    [InlineData("سلام", "ﻡﻼﺳ")]
    [InlineData("دار", "ﺭﺍﺩ")]
    [InlineData("حي المعاريف", "ﻒﻳﺭﺎﻌﻤﻟﺍ ﻲﺣ")]
    [InlineData("Salma", "Salma")]
    public void Letters_join_and_run_from_right_to_left(string written, string drawn) => Assert.Equal(drawn, ArabicScript.Draw(written));

    [Theory]
    [InlineData("شقة 12", "12 ﺔﻘﺷ")]
    [InlineData("12 شارع", "ﻉﺭﺎﺷ 12")]
    public void Numbers_keep_their_order_within_a_line_from_the_right(string written, string drawn) => Assert.Equal(drawn, ArabicScript.Draw(written));

    [Theory]
    [InlineData("سلام")]
    [InlineData("الطلب")]
    [InlineData("چپس")]
    [InlineData("Été 2026")]
    public void What_is_copied_from_a_paper_is_what_was_written(string written) =>
        Assert.Equal(written, string.Concat(ArabicScript.Draw(written).Reverse().Select(ArabicScript.Letters)) is var copied && written[0] is 'É' ? string.Concat(copied.Reverse()) : copied);

    [Fact]
    public void A_name_in_a_French_line_turns_round_where_it_stands() => Assert.Equal("Rue ﻰﻤﻠﺳ 12", ArabicScript.Draw("Rue سلمى 12"));

    [Theory]
    [InlineData(0, "zéro")]
    [InlineData(21, "vingt et un")]
    [InlineData(71, "soixante et onze")]
    [InlineData(77, "soixante-dix-sept")]
    [InlineData(80, "quatre-vingts")]
    [InlineData(81, "quatre-vingt-un")]
    [InlineData(91, "quatre-vingt-onze")]
    [InlineData(200, "deux cents")]
    [InlineData(201, "deux cent un")]
    [InlineData(1_000, "mille")]
    [InlineData(1_928, "mille neuf cent vingt-huit")]
    [InlineData(80_000, "quatre-vingt mille")]
    [InlineData(2_000_000, "deux millions")]
    public void Numbers_are_written_as_they_are_said(long number, string said) => Assert.Equal(said, FrenchNumbers.Write(number));

    [Theory]
    [InlineData(123_950, Currency.MAD, "mille deux cent trente-neuf dirhams et cinquante centimes")]
    [InlineData(12_500, Currency.XOF, "douze mille cinq cents francs CFA")]
    [InlineData(1_000_000, Currency.XAF, "un million de francs CFA")]
    public void Amounts_are_written_with_their_money(long minor, Currency currency, string said) => Assert.Equal(said, FrenchNumbers.Write(new Money(minor, currency)));
}
