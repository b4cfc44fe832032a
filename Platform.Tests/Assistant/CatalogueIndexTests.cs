using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Tests.Assistant;

/// <summary>Products are found by what customers call them.</summary>
public sealed class CatalogueIndexTests
{
    [Theory]
    [InlineData("la samba", "Adidas Samba OG")]
    [InlineData("adiddas smaba", "Adidas Samba OG")]
    [InlineData("air force 1", "Nike Air Force 1")]
    [InlineData("airforce", "Nike Air Force 1")]
    [InlineData("AF1", "Nike Air Force 1")]
    [InlineData("la 550 svp", "New Balance 550")]
    [InlineData("nb 530", "New Balance 530")]
    [InlineData("سامبا", "Adidas Samba OG")]
    [InlineData("الكازيل", "Adidas Gazelle")]
    [InlineData("نيو بالانس 550", "New Balance 550")]
    [InlineData("kaskita", "Casquette New Era")]
    [InlineData("t9acher", "Chaussettes Nike (lot de 3)")]
    [InlineData("lgazelle", "Adidas Gazelle")]
    [InlineData("سويد", "Puma Suede Classic")]
    public void By_name_nickname_script_and_typing_error(string text, string title) =>
        Assert.Equal([title], Shops.Atlas.Catalogue.Find(Tokens.Of(text)).Single().Products.Select(product => product.Title));

    [Fact]
    public void Again_is_no_sac_a_main() => Assert.Empty(Shops.Akwa.Catalogue.Find(Tokens.Of("i no dey Buea this week again, send am to Limbe")));

    [Fact]
    public void Words_that_fit_several_name_them_all() =>
        Assert.Equal(["Nike Air Max 90", "Nike Air Max 95"], Shops.Atlas.Catalogue.Find(Tokens.Of("vous avez des air max ?")).Single().Products.Select(product => product.Title));

    [Theory]
    [InlineData("la vortec", "Nike Vortek", "Puma Vortel")]
    [InlineData("la vortec noire en 42", "Nike Vortek", "Puma Vortel")]
    [InlineData("vortel", "Puma Vortel")]
    [InlineData("nike vortec", "Nike Vortek")]
    public void A_misspelling_near_to_several_names_them_all(string text, params string[] titles) =>
        Assert.Equal(titles, new CatalogueIndex([Shops.OfName("Nike Vortek"), Shops.OfName("Puma Vortel")]).Find(Tokens.Of(text)).Single().Products.Select(product => product.Title).Order());

    [Fact]
    public void Two_products_are_two_mentions() =>
        Assert.Equal(["Adidas Samba OG", "Adidas Gazelle"], Shops.Atlas.Catalogue.Find(Tokens.Of("la samba noire et la gazelle")).Select(mention => mention.Products.Single().Title));

    [Fact]
    public void Two_that_fit_equally_well_are_two_mentions_all_the_same() =>
        Assert.Equal(["Samba OG", "Gazelle"], Shops.Demo.Catalogue.Find(Tokens.Of("ch7al samba w gazelle")).Select(mention => mention.Products.Single().Title));

    [Theory]
    [InlineData("bonjour comment allez-vous")]
    [InlineData("je suis à casa, rue 12")]
    [InlineData("شكرا جزيلا لكم")]
    [InlineData("سمبلوها باسم كريم")]
    [InlineData("550 dh c'est trop")]
    public void Everyday_words_name_nothing(string text) => Assert.Empty(Shops.Atlas.Catalogue.Find(Tokens.Of(text)));
}
