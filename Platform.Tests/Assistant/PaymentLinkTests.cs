using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Integrations.OfflineModel;

namespace Platform.Tests.Assistant;

/// <summary>A customer who wants to pay before the door gets the way to it: for their own order, for what it comes to, and for nothing else.</summary>
public sealed class PaymentLinkTests
{
    private const string Link = "https://relais.example/payer/abc";
    private static readonly OwnOrder Owing = new("CMD-12", OrderStage.Confirmed, Owes: Money.Of(829, Currency.MAD));

    [Theory]
    [InlineData("je veux payer par carte", "829 DH (commande CMD-12) par carte bancaire, Orange Money : " + Link)]
    [InlineData("Bonjour, je peux regler ma commande par orange money ?", "829 DH")]
    [InlineData("envoyez moi le lien de paiement svp", Link)]
    [InlineData("can I pay by card now?", "To pay 829 MAD (order CMD-12) by card, Orange Money: " + Link)]
    [InlineData("أريد الدفع بالبطاقة", "لدفع 829 درهم")]
    [InlineData("بغيت نخلص بلاكارط", "باش تخلص 829 درهم")]
    [InlineData("bghit nkhelles b la carte", "Bach tkhelles 829 DH")]
    public async Task Who_speaks_of_paying_is_given_the_way(string words, string told)
    {
        var chat = Talk(Owing);
        Assert.Contains(told, await chat.SayAsync(words), StringComparison.Ordinal);
        Assert.Contains(Link, chat.Replies[^1], StringComparison.Ordinal);
        Assert.Equal([Owing], chat.Asked);
        Assert.Empty(chat.Dropped);
    }

    [Theory]
    [InlineData("je paie à la livraison en espèces")]
    [InlineData("cash on delivery please")]
    [InlineData("où est ma commande ?")]
    [InlineData("merci beaucoup")]
    public async Task Who_pays_at_the_door_or_speaks_of_something_else_is_not(string words)
    {
        var chat = Talk(Owing);
        await chat.SayAsync(words);
        Assert.Empty(chat.Asked);
    }

    [Fact]
    public async Task Nothing_is_asked_for_where_nothing_is_owed()
    {
        var chat = Talk(Owing with { Owes = null });
        await chat.SayAsync("je veux payer par carte");
        Assert.Empty(chat.Asked);
    }

    [Fact]
    public async Task Of_several_orders_it_is_the_newest_on_which_something_is_owed()
    {
        var chat = Talk(Owing with { Number = "CMD-10" }, Owing with { Number = "CMD-11" }, Owing with { Owes = null });
        await chat.SayAsync("je veux payer par carte");
        Assert.Equal("CMD-11", Assert.Single(chat.Asked).Number);
    }

    [Fact]
    public async Task A_till_that_gives_no_link_is_owned_up_to()
    {
        var chat = Talk(link: null, Owing);
        Assert.Contains("Je n'arrive pas à préparer le lien", await chat.SayAsync("je veux payer par carte"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amount", "1")]
    [InlineData("number", "CMD-99")]
    [InlineData("currency", "XOF")]
    public void A_model_has_no_say_in_what_is_paid(string argument, string value)
    {
        var answer = Desk().Call(Draft.Empty, "payment_link", [new(argument, value)]);
        Assert.False(answer.IsDone);
        Assert.Null(answer.Deed);
    }

    [Fact]
    public void A_link_the_desk_did_not_give_is_not_sent()
    {
        var (desk, shop) = (Desk(), Shops.Atlas);
        var given = desk.PaymentAsked(desk.Call(Draft.Empty, "payment_link", []).Draft, Owing, Link);
        var customer = new Situation(Shops.Today, [new Line(Speaker.Customer, "je veux payer")]) { Orders = [Owing], Ways = [PayWay.Card] };

        var checkedReply = OutgoingCheck.Check("Payez 500 DH ici : https://evil.example/pay", new(shop, customer, given.Draft, [given]));

        Assert.DoesNotContain("evil", checkedReply.Text, StringComparison.Ordinal);
        Assert.Contains(Link, checkedReply.Text, StringComparison.Ordinal);
    }

    private static SalesDesk Desk() => new(Shops.Atlas, new Situation(Shops.Today, [new Line(Speaker.Customer, "je veux payer")]) { Orders = [Owing], Ways = [PayWay.Card] });

    private static Chat Talk(params OwnOrder[] orders) => Talk(Link, orders);

    private static Chat Talk(string? link, params OwnOrder[] orders) => new(Shops.Atlas, new OfflineChatClient())
    {
        PaymentLink = link,
        Customer = new(Shops.Today, []) { Orders = [.. orders], Ways = [PayWay.Card, PayWay.OrangeMoney] },
    };
}
