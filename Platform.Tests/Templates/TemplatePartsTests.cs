using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Conversations;
using Platform.Domain.Templates;
using Platform.Integrations.Messaging;
using Platform.Web.Conversations;
using Platform.Web.Templates;

namespace Platform.Tests.Templates;

/// <summary>Templates as sellers see them.</summary>
public sealed class TemplatePartsTests : BunitContext
{
    public TemplatePartsTests()
    {
        Services.AddLocalization().AddSingleton(TimeProvider.System);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr");
    }

    [Fact]
    public void What_is_refused_says_why_in_plain_words_and_offers_another_attempt()
    {
        ChannelTemplate? again = null;
        var refused = Row("promo", TemplateStatus.Rejected) with { Reason = "INCORRECT_CATEGORY" };
        var card = Render<TemplateCard>(p => p.Add(c => c.Templates, [refused]).Add(c => c.OnAgain, one => again = one));

        Assert.Contains("Le texte est de la publicité", card.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        card.FindAll("button")[^1].Click();
        Assert.Equal(("promo_v2", "Bonjour {{1}}, votre commande est prête."), (TemplateEntry.Again(again!).Name, TemplateEntry.Again(again!).Body));
    }

    [Fact]
    public void What_may_be_edited_is_mended_under_its_name_and_language()
    {
        (ChannelTemplate? edit, ChannelTemplate? remove) = (null, null);
        var refused = Row("promo", TemplateStatus.Rejected);
        var card = Render<TemplateCard>(p => p.Add(c => c.Templates, [refused]).Add(c => c.May, (true, true)).Add(c => c.OnEdit, one => edit = one).Add(c => c.OnRemove, one => remove = one));

        card.Find("[aria-label='Modifier «\u00A0promo · Français\u00A0»']").Click();
        card.Find("[aria-label='Supprimer «\u00A0promo · Français\u00A0»']").Click();
        Assert.Equal((refused, refused), (edit, remove));

        TemplateDraft? sent = null;
        var form = Render<TemplateForm>(p => p.Add(f => f.Entry, TemplateEntry.Edit(refused)).Add(f => f.OnSubmit, draft => sent = draft));
        Assert.True(form.Find("#template-name").HasAttribute("disabled") && form.Find("#template-tongue").HasAttribute("disabled"));
        form.Find("#template-body").Input("Bonjour {{1}}, tout est prêt ici.");
        form.Find("form").Submit();
        Assert.Equal(("promo", "fr", "Bonjour {{1}}, tout est prêt ici."), (sent!.Name, sent.Language, sent.Words.Body));
    }

    [Fact]
    public void What_is_approved_keeps_its_category_while_it_is_edited() =>
        Assert.All(Render<TemplateForm>(p => p.Add(f => f.Entry, TemplateEntry.Edit(Row("colis", TemplateStatus.Approved)))).FindAll("input[type=radio]"), radio => Assert.True(radio.HasAttribute("disabled")));

    [Theory]
    [InlineData(false, "rien d’autre n’est accepté")]
    [InlineData(true, "un autre modèle accepté prend le relais")]
    public void Before_a_template_goes_it_is_said_what_it_is_used_for(bool hasStandIn, string expected)
    {
        var trace = new TemplateTrace(12, DateTimeOffset.UnixEpoch, 2, ReadyTemplates.Find(ReadyTemplates.Invoice), hasStandIn);
        var asked = Render<TemplateRemoval>(p => p.Add(r => r.Template, Row(ReadyTemplates.Invoice, TemplateStatus.Approved)).Add(r => r.Trace, trace));

        Assert.All(["«\u00A0Facture\u00A0»", expected, "échoueront\u00A0: 2", "Envoyé 12 fois", "bloqué chez WhatsApp pendant trente jours"], words => Assert.Contains(words, asked.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_provider_says_in_its_own_words_is_quoted() =>
        Assert.Contains("Réponse du fournisseur\u00A0: Too vague", Render<TemplateCard>(p => p.Add(c => c.Templates, [Row("vague", TemplateStatus.Rejected) with { Reason = "Too vague" }])).Markup, StringComparison.Ordinal);

    [Fact]
    public void What_became_dearer_waits_for_a_yes()
    {
        ChannelTemplate? agreed = null;
        var held = Row("mine", TemplateStatus.Approved) with { HeldSince = DateTimeOffset.UnixEpoch };
        var card = Render<TemplateCard>(p => p.Add(c => c.Templates, [Row("mine", TemplateStatus.Approved, "en"), held]).Add(c => c.OnAgree, one => agreed = one));

        Assert.Contains("à confirmer", card.Find(".pill[aria-current]").TextContent, StringComparison.Ordinal);
        card.FindAll("button").Single(button => button.TextContent.Contains("D’accord", StringComparison.Ordinal)).Click();
        Assert.Equal(held, agreed);
        card.FindAll(".pill")[0].Click();
        Assert.Contains("Anglais", card.Find(".pill[aria-current]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_preview_shows_the_message_with_its_blanks_filled()
    {
        var words = new TemplateWords("Bonjour {{1}}, à {{2}} !") { Header = new(HeaderKind.Text, "Atlas"), Footer = "Merci", Presses = [new(PressKind.Reply, "Oui")], Samples = ["Salma", ""] };
        var preview = Render<TemplatePreview>(p => p.Add(v => v.Words, words).Add(v => v.Values, words.Samples));

        Assert.Equal(["Salma", "{{2}}"], preview.FindAll("mark").Select(mark => mark.TextContent));
        Assert.Equal("Bonjour Salma, à {{2}} !", string.Join(' ', preview.Find("p").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(("Atlas", "Merci", "Oui"), (preview.Find(".header").TextContent.Trim(), preview.Find("small").TextContent, preview.Find("li").TextContent.Trim()));
    }

    [Fact]
    public void A_form_asks_an_example_for_each_blank_and_hands_over_what_was_written()
    {
        TemplateDraft? sent = null;
        var form = Render<TemplateForm>(p => p.Add(f => f.Entry, new TemplateEntry()).Add(f => f.OnSubmit, draft => sent = draft));
        form.Find("#template-name").Change("commande_prete");
        form.Find("#template-body").Input("Bonjour {{1}}, votre commande est prête");
        form.FindAll("button").Single(button => button.TextContent.Contains("Insérer un champ", StringComparison.Ordinal)).Click();
        form.Find("#sample-Body--1-1").Input("Salma");
        form.Find("#sample-Body--1-2").Input("demain");
        form.Find("#template-footer").Input("Merci");
        form.FindAll("button").Single(button => button.TextContent.Contains("Ajouter un bouton", StringComparison.Ordinal)).Click();
        form.Find("#press-0-title").Input("J'arrive");
        Assert.Contains("J'arrive", form.Find(".presses").TextContent, StringComparison.Ordinal);

        form.Find("form").Submit();

        Assert.Equal(("commande_prete", "fr", TemplateCategory.Utility, "Bonjour {{1}}, votre commande est prête {{2}}"), (sent!.Name, sent.Language, sent.Category, sent.Words.Body));
        Assert.Equal(["Salma", "demain"], sent.Words.Samples);
        Assert.Equal("template.blank_at_edge", sent.Check()?.Code);
    }

    [Fact]
    public void The_chooser_offers_what_is_approved_with_what_is_known_filled_in()
    {
        (string Text, TemplateUse Template)? sent = null;
        var chooser = Render<TemplateChooser>(p => p
            .Add(c => c.Templates, [Row("colis", TemplateStatus.Approved, "en"), Row("colis", TemplateStatus.Approved)])
            .Add(c => c.Known, new BlankGuess.Known("Salma Bennani", "+212612345678", "Atlas")).Add(c => c.OnSend, notice => sent = notice));

        Assert.Equal(["colis · Anglais", "colis · Français"], chooser.FindAll("option").Select(option => option.TextContent.Trim()));
        Assert.Equal("Salma", chooser.Find("#blank-0").GetAttribute("value"));
        chooser.Find("#blank-0").Input("Salma\tB.");
        chooser.Find("form").Submit();

        Assert.Equal(("Bonjour Salma B., votre commande est prête.", "colis", "fr", "Salma B."), (sent!.Value.Text, sent.Value.Template.Name, sent.Value.Template.Language, sent.Value.Template.Blanks.Single().Text));
    }

    [Theory]
    [InlineData("reglages/canaux/1/modeles", "a.button")]
    [InlineData(null, "p.muted")]
    public void Without_an_approved_text_the_way_to_one_is_shown(string? manage, string selector)
    {
        var chooser = Render<TemplateChooser>(p => p.Add(c => c.Templates, []).Add(c => c.Known, new BlankGuess.Known(null, null, "Atlas")).Add(c => c.Manage, manage));
        Assert.NotNull(chooser.Find(selector));
        Assert.Empty(chooser.FindAll("form"));
    }

    private static ChannelTemplate Row(string name, TemplateStatus status, string language = "fr") => ChannelTemplate.Of(
        new(Guid.Empty), new(Guid.Empty), null, new ProviderTemplate($"{name}-{language}", name, language, TemplateCategory.Utility, status, new TemplateWords("Bonjour {{1}}, votre commande est prête.") { Samples = ["Salma"] }), DateTimeOffset.UnixEpoch);
}
