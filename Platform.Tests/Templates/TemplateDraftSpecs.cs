using Platform.Domain.Templates;

namespace Platform.Tests.Templates;

/// <summary>What every provider refuses is said before it is asked.</summary>
public sealed class TemplateDraftSpecs
{
    [Theory]
    [InlineData("Bonjour {{1}}, votre commande à {{2}} est prête à partir.", null)]
    [InlineData("Bonjour {{prenom}}, votre commande est prête.", null)]
    [InlineData("Votre commande est prête.", null)]
    [InlineData("مرحبا {{1}}، طلبك جاهز وسيصلك اليوم.", null)]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("{{1}}, votre commande est prête.", "blank_at_edge")]
    [InlineData("Votre commande est prête, {{1}}", "blank_at_edge")]
    [InlineData("Bonjour {{1}} {{2}}, votre commande est prête.", "blanks_adjacent")]
    [InlineData("Bonjour {{2}}, votre commande est prête.", "blank_numbers")]
    [InlineData("Bonjour {{Nom}}, votre commande est prête.", "blank_names")]
    [InlineData("Bonjour {{nom}}, votre commande à {{1}} est prête maintenant.", "blank_names")]
    [InlineData("Prix {{1}} et {{2}} voilà", "too_few_words")]
    [InlineData("Bonjour {{ nom, votre commande est prête.", "marks")]
    public void A_body_is_refused_for_what_reviewers_refuse(string body, string? why) => Assert.Equal(why is null ? null : $"template.{why}", Draft(new(body)).Check()?.Code);

    [Theory]
    [InlineData("Commande prête")]
    [InlineData("commande-prete")]
    [InlineData("")]
    public void Names_are_small_letters_digits_and_underscores(string name) => Assert.Equal("template.name", (Draft(new("Votre commande est prête.")) with { Name = name }).Check()?.Code);

    [Fact]
    public void A_body_has_its_length() => Assert.Equal("template.too_long", Draft(new(new string('a', 1025))).Check()?.Code);

    [Fact]
    public void Each_blank_shows_what_could_stand_in_it()
    {
        var words = new TemplateWords("Bonjour {{1}}, votre commande est prête.");
        Assert.Equal("template.samples", (Draft(words) with { Words = words }).Check()?.Code);
        Assert.Equal("template.samples", (Draft(words) with { Words = words with { Samples = [" "] } }).Check()?.Code);
    }

    [Fact]
    public void Buttons_have_titles_and_go_somewhere()
    {
        void AssertRefused(params TemplatePress[] presses) => Assert.Equal("template.presses", Draft(new("Votre commande est prête.") { Presses = presses }).Check()?.Code);

        Assert.Null(Draft(new("Votre commande est prête.") { Presses = [new(PressKind.Reply, "Merci"), new(PressKind.Web, "Suivre", "https://a.example/{{1}}"), new(PressKind.Call, "Appeler", "+212522400400")] }).Check());
        AssertRefused(new TemplatePress(PressKind.Reply, ""));
        AssertRefused(new TemplatePress(PressKind.Reply, "Bien plus que vingt-cinq lettres"));
        AssertRefused(new(PressKind.Reply, "Oui"), new(PressKind.Reply, "Oui"));
        AssertRefused(new TemplatePress(PressKind.Web, "Suivre", "javascript:alert(1)"));
        AssertRefused(new TemplatePress(PressKind.Web, "Suivre", "https://a.example/{{1}}/fin"));
        AssertRefused(new(PressKind.Reply, "Oui"), new(PressKind.Web, "Suivre", "https://a.example"), new(PressKind.Reply, "Non"));
        AssertRefused(new TemplatePress(PressKind.Other, "Code"));
    }

    [Fact]
    public void The_same_mark_above_and_below_is_two_blanks_and_one_numbering_tells_them_apart()
    {
        var words = new TemplateWords("Bonjour {{1}}, voyez {{2}} ici.") { Header = new(HeaderKind.Text, "Commande {{1}}"), Presses = [new(PressKind.Web, "Suivre", "https://a.example/{{1}}")] };

        var filled = words.Filled(["A-1", "Salma", "la suite", "42"]);
        Assert.Equal(("Commande A-1", "Bonjour Salma, voyez la suite ici.", "https://a.example/42"), (filled.Header!.Text, filled.Body, filled.Presses[0].Target));

        var through = words.NumberedThrough();
        Assert.Equal(("Commande {{1}}", "Bonjour {{2}}, voyez {{3}} ici.", "https://a.example/{{4}}"), (through.Header!.Text, through.Body, through.Presses[0].Target));
    }

    [Theory]
    [InlineData("ary", "ar_MA,ar,fr,en")]
    [InlineData("ar", "ar,ar_MA,fr,en")]
    [InlineData("ary-Latn", "fr,ar_MA,ar,en")]
    [InlineData("en", "en,en_US,fr,ar")]
    [InlineData("fr", "fr,fr_CA,en")]
    public void The_nearest_language_is_the_one_the_reader_understands(string reader, string order)
    {
        var languages = order.Split(',');
        Assert.Equal(languages, languages.Reverse().OrderBy(language => TemplateTongue.Distance(language, reader)));
    }

    private static TemplateDraft Draft(TemplateWords words) => new("commande_prete", "fr", TemplateCategory.Utility, words with { Samples = [.. words.Blanks.Select(_ => "Salma")] });
}
