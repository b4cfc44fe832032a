using Platform.Domain.Assistant;
using Platform.Domain.Common;

namespace Platform.Tests.Assistant;

public sealed class PromiseReaderTests
{
    private static readonly DateOnly Friday = new(2026, 11, 20);
    private static readonly Domain.Catalogue.ProductId Samba = Shops.Atlas.Catalogue.Products.First(product => product.Title == "Adidas Samba OG").Id;
    private static readonly Draft WithSamba = Draft.Empty with { Details = OrderDetails.None with { Lines = [new(Samba, "42", "Noir")] } };

    [Theory]
    [InlineData("je vous le fais à 700", 700)]
    [InlineData("C'est bon pour 720 DH", 720)]
    [InlineData("ndirha lik b 750 dh", 750)]
    [InlineData("I can do it for 690", 690)]
    [InlineData("نعطيها لك ب 700 درهم", 700)]
    public void A_price_a_person_gave_binds(string said, int dirhams) => Assert.Equal(new Promise(Samba, Price: Money.Of(dirhams, Currency.MAD)), Assert.Single(Read(said)));

    [Theory]
    [InlineData("ok je garde la taille 42")]
    [InlineData("on ferme à 18 h")]
    [InlineData("700 ça vous irait ?")]
    [InlineData("appelez le 0612345678")]
    [InlineData("je vous rappelle demain")]
    [InlineData("la livraison à 30 dh")]
    public void What_is_no_promise_binds_nobody(string said) => Assert.Empty(Read(said));

    [Fact]
    public void A_day_a_person_gave_binds() => Assert.Equal(new Promise(null, Delivery: new(2026, 11, 21)), Assert.Single(Read("ce sera livré samedi")));

    [Fact]
    public void A_named_product_is_the_one_that_is_meant()
    {
        var gazelle = Shops.Atlas.Catalogue.Products.First(product => product.Title == "Adidas Gazelle").Id;
        Assert.Equal(new Promise(gazelle, Price: Money.Of(650, Currency.MAD)), Assert.Single(Read("la gazelle je vous la laisse à 650 dh")));
    }

    private static Promise[] Read(string said) => [.. PromiseReader.Of(Shops.Atlas, WithSamba, [(said, Friday)])];
}
