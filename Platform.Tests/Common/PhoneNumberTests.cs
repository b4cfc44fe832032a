using Platform.Domain.Common;

namespace Platform.Tests.Common;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("MA", "06 12 34 56 78", "+212612345678")]
    [InlineData("MA", "0612-34.56/78", "+212612345678")]
    [InlineData("MA", "(06) 12345678", "+212612345678")]
    [InlineData("MA", "612345678", "+212612345678")]
    [InlineData("MA", "00212 612 345 678", "+212612345678")]
    [InlineData("MA", "+212 (0)6 12 34 56 78", "+212612345678")]
    [InlineData("CM", "+2120612345678", "+212612345678")]
    [InlineData("MA", "+33 6 12 34 56 78", "+33612345678")]
    [InlineData("MA", "٠٦١٢٣٤٥٦٧٨", "+212612345678")]
    [InlineData("CI", "07 07 12 34 56", "+2250707123456")]
    [InlineData("CM", "677 88 99 00", "+237677889900")]
    [InlineData("SN", "77 123 45 67", "+221771234567")]
    [InlineData("FR", "06 12 34 56 78", "+33612345678")]
    public void It_reads_what_people_write(string country, string written, string number)
    {
        Assert.True(PhoneNumber.TryParse(written, Country.Find(country), out var parsed));
        Assert.Equal(number, parsed.Value.Value);
    }

    [Theory]
    [InlineData("MA", "")]
    [InlineData("MA", "0612")]
    [InlineData("MA", "06123456789")]
    [InlineData("MA", "06 12 34 56 7a")]
    [InlineData("MA", "+0612345678")]
    [InlineData("MA", "+12345678901234567")]
    [InlineData("MA", "06+12345678")]
    public void It_refuses_what_is_no_number(string country, string written) =>
        Assert.False(PhoneNumber.TryParse(written, Country.Find(country), out _));

    [Fact]
    public void A_national_number_needs_a_country() => Assert.False(PhoneNumber.TryParse("0612345678", country: null, out _));

    [Theory]
    [InlineData("212612345678")]
    [InlineData("+212612345678")]
    public void WhatsApps_digits_are_international(string digits)
    {
        Assert.True(PhoneNumber.TryParseInternational(digits, out var number));
        Assert.Equal("212612345678", number.Value.Digits);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Every_country_reads_its_own_numbers(string code)
    {
        var country = Country.Find(code)!;
        var national = new string('7', country.NationalLength);

        Assert.True(PhoneNumber.TryParse(country.Trunk + national, country, out var number));
        Assert.Equal($"+{country.CallingCode}{national}", number.Value.Value);
    }

    public static TheoryData<string> Countries => [.. Country.All.Select(country => country.Code)];
}
