using Platform.Domain.Common;
using Platform.Web.Orders;

namespace Platform.Tests.Orders;

public sealed class OrderReasonsTests
{
    [Theory]
    [InlineData("Client absent", Language.English, "Customer absent")]
    [InlineData("Duplicate", Language.French, "Doublon")]
    [InlineData("نفد المخزون", Language.English, "Out of stock")]
    [InlineData("Colis abîmé", Language.English, "Parcel damaged")]
    [InlineData("Colis abîmé", Language.French, "Colis abîmé")]
    public void A_usual_reason_is_said_in_the_readers_language(string kept, Language language, string said) => Assert.Equal(said, OrderReasons.Say(kept, language));

    [Fact]
    public void What_somebody_wrote_stays_as_they_wrote_it() => Assert.Equal("Il pleut", OrderReasons.Say("Il pleut", Language.English));
}
