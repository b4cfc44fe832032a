using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Conversations;
using Platform.Web.Media;

namespace Platform.Tests.Conversations;

/// <summary>What a message brings besides words is seen in its bubble.</summary>
public sealed class EnclosureTests : BunitContext
{
    private static readonly Guid Message = Guid.Parse("0198a000-0000-7000-8000-000000000001");
    private static readonly Guid Somebody = Guid.Parse("0198a000-0000-7000-8000-000000000002");

    public EnclosureTests()
    {
        Services.AddLocalization();
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr");
    }

    [Theory]
    [InlineData("image/jpeg", "img")]
    [InlineData("audio/ogg", "audio")]
    [InlineData("video/mp4", "video")]
    public void A_kept_file_is_shown_or_played(string mimeType, string element) =>
        Assert.Equal($"/media/{Message}", Draw(With(File(MediaState.Kept, mimeType))).Find(element).GetAttribute("src"));

    [Fact]
    public void A_paper_is_given_to_save_under_its_name()
    {
        var link = Draw(With(File(MediaState.Kept, "application/pdf", "facture.pdf"))).Find("a[download]");
        Assert.Equal("facture.pdf", link.TextContent.Trim());
    }

    [Theory]
    [InlineData(MediaState.Waiting, "Fichier en cours de réception…")]
    [InlineData(MediaState.Lost, "Ce fichier n’a pas pu être récupéré")]
    public void A_file_that_is_not_there_says_so(MediaState state, string words)
    {
        var drawn = Draw(With(File(state, "image/jpeg")));
        Assert.Contains(words, drawn.Markup, StringComparison.Ordinal);
        Assert.Empty(drawn.FindAll("img"));
    }

    [Fact]
    public void The_advert_that_brought_the_customer_stands_above_the_words() =>
        Assert.Equal("Soldes de novembre", Draw(With(new Brought { Advert = new("ad", "1", null, "Soldes de novembre", "Jusqu'à -40 %", null) })).Find(".advert strong").TextContent);

    [Fact]
    public void The_words_it_answers_are_quoted() =>
        Assert.Equal("En quelle taille ?", Draw(Besides.Nothing with { Quoted = "En quelle taille ?" }).Find("blockquote").TextContent);

    [Fact]
    public void A_place_can_be_opened_on_a_map()
    {
        var link = Draw(With(new Brought { Place = new(Said("33.5899,-7.6039"), Said("Twin Center"), null) })).Find("a.place");
        Assert.Equal("Twin Center", link.QuerySelector("span")!.TextContent);
        Assert.Equal("https://www.openstreetmap.org/?mlat=33.5899&mlon=-7.6039#map=17/33.5899/-7.6039", link.GetAttribute("href"));
    }

    [Fact]
    public void Buttons_offered_and_cards_passed_on_are_listed()
    {
        var drawn = Draw(With(new Brought { Offers = [new("1", "Oui"), new("2", "Non")], Cards = [new(Said("Samir"), [Said("+212612345678")])] }));
        Assert.Equal(["Oui", "Non"], drawn.FindAll(".offers li").Select(item => item.TextContent));
        Assert.Contains("+212612345678", drawn.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_of_it_afterwards_is_seen()
    {
        Assert.Equal("❤️", Draw(Marked(emoji: "❤️")).Find(".reaction").TextContent);
        Assert.Contains("en 43 plutôt", Draw(Marked(text: "en 43 plutôt")).Find(".edited").TextContent, StringComparison.Ordinal);
        Assert.Contains("Le client a supprimé ce message", Draw(Marked(isRevoked: true)).Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<Enclosure> Draw(Besides with) => Render<Enclosure>(p => p.Add(enclosure => enclosure.With, with));

    private static Besides With(MediaRow file) => Besides.Nothing with { File = file };
    private static Besides With(Brought brought) => Besides.Nothing with { Brought = brought };

    private static Besides Marked(string? emoji = null, string? text = null, bool isRevoked = false) =>
        Besides.Nothing with { Mark = new(Guid.Empty, Guid.Empty, Guid.Empty, "wamid.1", emoji, text, isRevoked) };

    private static MediaRow File(MediaState state, string mimeType, string? name = null) =>
        new(Guid.Empty, Message, Guid.Empty, Guid.Empty, MessageKind.Document, "1", mimeType, name, 1000, state, null);

    private static Personal Said(string words) => new(Somebody, words);
}
