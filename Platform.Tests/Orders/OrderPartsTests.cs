using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Orders;
using Platform.Web.Shared;

namespace Platform.Tests.Orders;

/// <summary>What the parts of an order's page show and ask.</summary>
public sealed class OrderPartsTests : BunitContext
{
    public OrderPartsTests()
    {
        Services.AddLocalization().AddSingleton(TimeProvider.System);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.French.Culture();
    }

    [Theory]
    [InlineData(OrderStatus.Pending, "Confirmer|Annuler la commande")]
    [InlineData(OrderStatus.Ready, "Remettre au livreur|Revenir à «\u00A0En préparation\u00A0»|Annuler la commande")]
    [InlineData(OrderStatus.Failed, "Reporter la livraison|Remettre au livreur|Annuler la commande")]
    [InlineData(OrderStatus.Delivered, "")]
    public void Only_the_steps_that_are_possible_are_offered(OrderStatus status, string verbs) =>
        Assert.Equal(verbs, string.Join('|', Steps(status).FindAll("button").Select(button => button.TextContent.Trim())));

    [Fact]
    public void A_step_is_taken_with_one_click()
    {
        var asked = new List<OrderCommand>();
        Steps(OrderStatus.Confirmed, asked).Find("button").Click();
        Assert.Equal([new StartPreparing()], asked);
    }

    [Fact]
    public void Giving_up_asks_why_first()
    {
        var asked = new List<OrderCommand>();
        var steps = Steps(OrderStatus.InDelivery, asked);
        steps.FindAll("button")[1].Click();
        steps.Find("form").Submit();
        Assert.Empty(asked);

        steps.Find("input").Input("Client absent");
        steps.Find("form").Submit();
        Assert.Equal([new FailDelivery("Client absent")], asked);
    }

    [Theory]
    [InlineData(0, "espèces", "1\u202F830,00\u00A0MAD")]
    [InlineData(100_000, "payée en partie", "830,00\u00A0MAD")]
    [InlineData(183_000, "payée", "0,00\u00A0MAD")]
    public void What_is_left_to_pay_is_said(long paid, string chip, string due)
    {
        var bill = Render<OrderBill>(p => p.Add(b => b.Row, Rows.Of(OrderStatus.Confirmed, paid)));
        Assert.Equal((chip, due), (bill.Find(".chip").TextContent, bill.Find(".due").TextContent));
    }

    [Fact]
    public void A_customer_gives_back_one_piece_of_two()
    {
        OrderCommand? asked = null;
        var part = Render<OrderReturn>(p => p.Add(r => r.Row, Rows.Of(OrderStatus.Delivered)).Add(r => r.OnReturn, (OrderCommand command) => asked = command));
        part.Find("input[type=number]").Change("1");
        part.Find("#return-reason").Change("Trop petit");
        part.Find("form").Submit();

        var returned = Assert.IsType<ReturnGoods>(asked);
        Assert.Equal(("Trop petit", new ShelfLine(Rows.Samba.Variant, 1)), (returned.Reason, Assert.Single(returned.Goods)));
    }

    [Fact]
    public void Every_fact_is_told_in_words_of_every_language()
    {
        var texts = Services.GetRequiredService<IStringLocalizer<Platform.Web.Orders.Texts>>();
        foreach (var language in Languages.All)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture();
            foreach (var fact in typeof(OrderEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(OrderEvent)))
                Assert.False(texts[$"Step{fact.Name["Order".Length..]}"].ResourceNotFound, $"{fact.Name} in {language}");
        }
    }

    [Fact]
    public void The_story_says_what_was_changed_and_why()
    {
        var texts = Services.GetRequiredService<IStringLocalizer<Platform.Web.Orders.Texts>>();
        var names = new Dictionary<VariantId, string> { [Rows.Samba.Variant] = "Samba OG, 38" };
        string? Said(OrderEvent fact) => StoryWords.Detail(new(fact, default, ActorKind.Member, "Awa", names), texts);

        Assert.Equal("Doublon · pièces de nouveau en stock\u00A0: 2", Said(new OrderCancelled("Doublon", [new(Rows.Samba.Variant, 2)])));
        Assert.Equal("Samba OG, 38", Said(new OrderPicked(Rows.Samba.Variant, true)));
        Assert.Equal("100,00\u00A0MAD · espèces", Said(new OrderPaid(default, "cash", Money.Of(100, Currency.MAD))));
        Assert.Equal("Trop petit · 1 × Samba OG, 38 · à créditer\u00A0: 900,00\u00A0MAD", Said(new OrderReturned(default, "Trop petit", [new(Rows.Samba.Variant, 1)], Money.Of(900, Currency.MAD), true)));
    }

    private IRenderedComponent<OrderMoves> Steps(OrderStatus status, List<OrderCommand>? asked = null) =>
        Render<OrderMoves>(p => p.Add(m => m.Row, Rows.Of(status)).Add(m => m.OnMove, (OrderCommand command) => asked?.Add(command)));
}
