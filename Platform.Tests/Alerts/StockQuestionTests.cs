using Platform.Domain.Assistant;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;

namespace Platform.Tests.Alerts;

/// <summary>As managers type it: in capitals, with a question mark, in Darija, in Arabic letters.</summary>
public sealed class StockQuestionTests
{
    private static readonly Product[] Shop =
    [
        Article("Riz Basmati 5 kg", ["riz"]), Article("Huile d'olive", []), Article("Sucre", []), Article("Samba OG", ["sneakers"], "38", "39"),
    ];

    [Theory]
    [InlineData("STOCK RIZ", "Riz Basmati 5 kg")]
    [InlineData("stock riz ?", "Riz Basmati 5 kg")]
    [InlineData("Stock du riz svp", "Riz Basmati 5 kg")]
    [InlineData("il reste combien de stock de riz", "Riz Basmati 5 kg")]
    [InlineData("الستوك ديال الروز", "Riz Basmati 5 kg")]
    [InlineData("ستوك الريز", "Riz Basmati 5 kg")]
    [InlineData("المخزون ديال السامبا", "Samba OG")]
    [InlineData("stok samba 38", "Samba OG")]
    [InlineData("stock huile", "Huile d'olive")]
    [InlineData("stock café", "")]
    public void The_article_is_found_however_it_is_written(string text, string title)
    {
        var question = StockQuestion.Read(text);
        Assert.NotNull(question);
        Assert.Equal(title, string.Join(',', question.Among(Shop).Select(product => product.Title)));
    }

    [Fact]
    public void Asking_for_the_stock_alone_is_asking_for_all_of_it() => Assert.Equal(Shop.Length, StockQuestion.Read("STOCK")!.Among(Shop).Count);

    [Theory]
    [InlineData("Bonjour")]
    [InlineData("vous avez du riz ?")]
    [InlineData("")]
    [InlineData("je vous écris pour savoir si vous pensez avoir bientôt de nouveau du riz en stock pour la semaine prochaine")]
    public void Other_talk_is_none(string text) => Assert.Null(StockQuestion.Read(text));

    private static Product Article(string title, string[] tags, params string[] sizes) => new(
        new(Guid.CreateVersion7()), title, "", null, [.. tags], null,
        [.. sizes.DefaultIfEmpty(null!).Select(size => new Variant(new(Guid.CreateVersion7()), null, size, null, null, new Money(1000, Currency.MAD), null, 4))]);
}
