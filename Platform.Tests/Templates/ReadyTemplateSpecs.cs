using System.Globalization;
using System.Resources;
using Platform.Domain.Templates;
using Platform.Web.Templates;

namespace Platform.Tests.Templates;

public sealed class ReadyTemplateSpecs
{
    private static readonly ResourceManager Texts = new(typeof(Web.Templates.Texts));

    public static IEnumerable<object[]> All => ReadyTemplates.All.SelectMany(_ => ReadyTemplates.Languages, (ready, language) => new object[] { ready.Name, language });

    [Theory, MemberData(nameof(All))]
    public void Every_ready_made_text_may_be_submitted_in_every_language(string name, string language)
    {
        var ready = ReadyTemplates.Find(name)!;
        var draft = ready.In(language);
        Assert.Null(draft.Check());
        Assert.Equal(ready.Blanks.Count, draft.Words.Blanks.Count);
        Assert.All(ready.Blanks, blank => Assert.NotNull(new ResourceManager(typeof(Web.Conversations.Texts)).GetString($"Blank.{blank.Word}", CultureInfo.GetCultureInfo("fr"))));
        Assert.NotNull(Texts.GetString($"Ready.{name}", CultureInfo.GetCultureInfo("ar")));
        Assert.NotNull(Texts.GetString($"Ready.{name}.Why", CultureInfo.GetCultureInfo("en")));
    }

    [Theory]
    [InlineData("new_sale", true)]
    [InlineData("new_sale_v2", true)]
    [InlineData("new_sale_v12", true)]
    [InlineData("new_sale_vip", false)]
    [InlineData("new_sale_v", false)]
    [InlineData("new_sales", false)]
    public void Another_attempt_serves_the_same_purpose(string name, bool serves) => Assert.Equal(serves, ReadyTemplates.IsOf("new_sale", name));

    [Fact]
    public void A_second_attempt_has_a_name_of_its_own_and_the_same_words() =>
        Assert.Equal(("new_sale_v3", ReadyTemplates.Find("new_sale")!.In("fr").Words.Body), (ReadyTemplates.Find("new_sale")!.In("fr", 3).Name, ReadyTemplates.Find("new_sale")!.In("fr", 3).Words.Body));

    [Theory]
    [InlineData("Bonjour {{1}}, votre commande {{2}} est prête.", "Salma|")]
    [InlineData("Votre commande {{1}} est prête.", "")]
    [InlineData("Bonjour {{nom}}, ici {{boutique}}. Nous vous écrivons au {{telephone}} comme convenu.", "Salma Bennani|Atlas|+212612345678")]
    [InlineData("مرحبا {{1}}، طلبك جاهز اليوم.", "Salma")]
    public void What_is_known_of_the_customer_stands_in_the_blanks(string body, string expected)
    {
        var words = new TemplateWords(body);
        var row = ChannelTemplate.Of(new(Guid.NewGuid()), new(Guid.NewGuid()), null, new("1", "mine", "fr", TemplateCategory.Utility, TemplateStatus.Approved, words), DateTimeOffset.UnixEpoch);
        Assert.Equal(expected, string.Join('|', words.Blanks.Select(blank => BlankGuess.Of(row, blank, new("Salma Bennani", "+212612345678", "Atlas")))));
    }
}
