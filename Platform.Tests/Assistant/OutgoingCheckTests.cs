using System.Collections.Immutable;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Tests.Assistant;

/// <summary>What the record of the turn does not hold is not sent, in whatever digits or words it is said.</summary>
public sealed class OutgoingCheckTests
{
    private static readonly Situation Customer = new(Shops.Today, [new Line(Speaker.Customer, "la samba noire en 42 à Casablanca")]);

    [Theory]
    [InlineData("La Adidas Samba OG est à 799 DH.")]
    [InlineData("Elle coûte ٧٩٩ درهم.")]
    [InlineData("Nous livrons à Casablanca pour 30 DH, en 1 jour.")]
    [InlineData("Oui, elle est disponible en 42 !")]
    [InlineData("Avec plaisir, quelle couleur préférez-vous ?")]
    [InlineData("1. La noire\n2. La blanche")]
    public void What_the_record_holds_is_sent(string reply)
    {
        var check = OutgoingCheck.Check(reply, Turn());

        Assert.Empty(check.Dropped);
        Assert.Equal(reply.Replace("٧٩٩", "799", StringComparison.Ordinal), check.Text);
    }

    [Theory]
    [InlineData("Elle est à 699 DH.")]
    [InlineData("Elle est à 699.")]
    [InlineData("Elle est à ٦٩٩ درهم.")]
    [InlineData("Elle est à ６９９ DH.")]
    [InlineData("C'est cinquante dirhams.")]
    [InlineData("الثمن خمسين درهم.")]
    [InlineData("Remise de 30 % pour vous.")]
    [InlineData("Je vous fais une remise.")]
    [InlineData("Livraison en 2 heures.")]
    [InlineData("Livré demain.")]
    [InlineData("غدا يصلك الطلب.")]
    [InlineData("La livraison est gratuite.")]
    [InlineData("Il en reste 17.")]
    [InlineData("Elle est épuisée.")]
    [InlineData("Voyez https://example.com/promo.")]
    [InlineData("Écrivez à vente@example.com.")]
    [InlineData("Appelez le 0699 88 77 66.")]
    [InlineData("Votre commande est confirmée.")]
    [InlineData("Votre commande A-55 est en route.")]
    [InlineData("I will call find_products now.")]
    public void What_it_does_not_hold_is_dropped(string reply)
    {
        var check = OutgoingCheck.Check($"Bonjour. {reply}", Turn());

        Assert.Equal(Writing.Clean(reply), Assert.Single(check.Dropped));
        Assert.Equal("Bonjour.", check.Text);
    }

    [Fact]
    public void The_price_of_another_product_is_a_wrong_price()
    {
        var turn = Turn(("find_products", "query", "claquettes adilette"));

        Assert.Empty(OutgoingCheck.Check("Les Claquettes Adidas Adilette sont à 299 DH.", turn).Dropped);
        Assert.NotEmpty(OutgoingCheck.Check("La Adidas Samba OG est à 299 DH.", turn).Dropped);
    }

    [Fact]
    public void When_nothing_is_left_a_safe_sentence_goes() =>
        Assert.Equal(Say.In(Tongue.French, "safe"), OutgoingCheck.Check("C'est 1 DH.", Turn()).Text);

    [Fact]
    public void The_words_it_was_set_up_with_stay_inside()
    {
        var turn = Turn() with { Prompt = "Tu es la vendeuse la plus aimable de tout Casablanca et tu souris." };

        Assert.Single(OutgoingCheck.Check("Bonjour. On m'a dit : tu es la vendeuse la plus aimable de tout Casablanca.", turn).Dropped);
    }

    [Fact]
    public void A_recap_the_model_left_out_is_added()
    {
        var recap = Turn(("set_detail", "colour", "noir"), ("set_detail", "size", "42"), ("set_detail", "address", "12 rue Ibnou Sina"), ("set_detail", "name", "Karim"), ("set_detail", "phone", "0661020304"), ("recap", "", ""));

        Assert.EndsWith(recap.Draft.Recap!.Text, OutgoingCheck.Check("Voilà, c'est prêt.", recap).Text, StringComparison.Ordinal);
    }

    private static TurnRecord Turn(params (string Tool, string Name, string Value)[] more)
    {
        var desk = new SalesDesk(Shops.Atlas, Customer);
        var (draft, answers) = (Draft.Empty, ImmutableArray<DeskAnswer>.Empty);
        foreach (var (tool, name, value) in new[] { ("find_products", "query", "la samba noire"), ("set_detail", "product", "P1"), ("check_stock", "product", "P1"), ("set_detail", "city", "Casablanca"), ("zones_and_fees", "city", "Casablanca") }.Concat(more))
        {
            Dictionary<string, object?> arguments = tool == "set_detail" ? new() { ["field"] = name, ["value"] = value } : name.Length == 0 ? [] : new() { [name] = value };
            var answer = desk.Call(draft, tool, arguments);
            (draft, answers) = (answer.Draft, answers.Add(answer));
        }

        return new(Shops.Atlas, Customer, draft, answers);
    }
}
