using System.Text.RegularExpressions;
using Platform.Domain.Assistant;
using Platform.Domain.Common;

namespace Platform.Tests.Assistant;

public sealed partial class SayTests
{
    [Fact]
    public void Every_sentence_exists_in_every_language_with_the_same_gaps() => Assert.All(Say.Keys, key =>
    {
        var gaps = Gaps(Tongue.French, key);
        Assert.All(Tongues.All, tongue => Assert.Equal((key, gaps), (key, Gaps(tongue, key))));
    });

    [Theory]
    [InlineData(899, Currency.MAD, Tongue.French, "899 DH")]
    [InlineData(899, Currency.MAD, Tongue.Arabic, "899 درهم")]
    [InlineData(1099, Currency.MAD, Tongue.Arabic, "1\u00A0099 درهم")]
    [InlineData(1099, Currency.MAD, Tongue.Darija, "1\u00A0099 درهم")]
    [InlineData(15000, Currency.XAF, Tongue.English, "15 000 FCFA")]
    [InlineData(1250, Currency.MAD, Tongue.DarijaLatin, "1 250 DH")]
    public void Amounts_read_as_in_a_shop(int amount, Currency currency, Tongue tongue, string text) => Assert.Equal(text, Say.Amount(Money.Of(amount, currency), tongue));

    [Theory]
    [InlineData(0, 0, Tongue.French, "le jour même")]
    [InlineData(0, 1, Tongue.French, "le jour même ou le lendemain")]
    [InlineData(1, 1, Tongue.French, "en 1 jour")]
    [InlineData(2, 4, Tongue.English, "within 2 to 4 days")]
    [InlineData(0, 0, Tongue.English, "the same day")]
    public void A_delay_reads_as_somebody_would_say_it(int min, int max, Tongue tongue, string text) => Assert.Equal(text, Say.Days(min, max, tongue));

    [Fact]
    public void Cents_are_shown_when_there_are_any() => Assert.Equal("49,90 €", Say.Amount(new Money(4990, Currency.EUR), Tongue.French));

    private static string Gaps(Tongue tongue, string key) => string.Join(' ', Gap().Matches(Say.In(tongue, key)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Gap();

    [Theory]
    [InlineData("1. Air Max 90 : 899 درهم بدل 1\u00A0099 درهم", "\u200F1. Air Max 90 : 899 درهم بدل 1\u00A0099 درهم")]
    [InlineData("Bonjour 👟\nنعم، Samba\u200F متوفر", "Bonjour 👟\nنعم، Samba\u200F متوفر")]
    [InlineData("\u200F1. Samba : 799 درهم", "\u200F1. Samba : 799 درهم")]
    public void A_line_of_Arabic_begins_at_the_right_whatever_its_first_word_is(string text, string expected)
    {
        Assert.Equal(expected, Say.FromTheRight(text, Tongue.Arabic));
        Assert.Equal(text, Say.FromTheRight(text, Tongue.French));
    }

    /// <summary>Among Arabic letters a Latin name would take the figure behind it along, and a number lose its plus sign to the other end.</summary>
    [Theory]
    [InlineData("Air Max 90, 42, Noir", "Air Max 90, 42, Noir\u200F")]
    [InlineData("+212661020304", "\u200E+212661020304\u200F")]
    [InlineData("كريم العلوي", "كريم العلوي")]
    [InlineData("42", "42")]
    public void Latin_words_stay_where_they_are_among_Arabic_ones(string value, string expected)
    {
        Assert.Equal(expected, Say.Among(value, Tongue.Darija));
        Assert.Equal(value, Say.Among(value, Tongue.French));
    }
}
