using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Orders;

namespace Platform.Tests.Orders;

/// <summary>From the yes to the door, and the money beside it.</summary>
public sealed class OrderStepsSpecs
{
    private static readonly ContactId Salma = new(Guid.CreateVersion7());
    private static readonly OrderLine Samba = new(new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()), "Samba OG", "38", "Blanc", null, 2, Dirhams(900));
    private static readonly OrderLine Socks = new(new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()), "Chaussettes", null, "Noir", null, 1, Dirhams(100));

    private readonly Spec<Order, OrderCommand, OrderEvent> spec = new();

    [Fact]
    public void It_goes_from_the_shelf_to_the_door()
    {
        Place().When(new StartPreparing()).When(new FinishPreparing()).When(new HandOver("Blaise")).When(new DeliverOrder());
        Assert.Equal(OrderStatus.Delivered, spec.State.Status);
    }

    [Fact]
    public void What_is_delivered_leaves_the_shop() =>
        Assert.Equal([new(Samba.Variant, 2), new(Socks.Variant, 1)], Single<OrderDelivered>(Place().When(new HandOver(null)).State, new DeliverOrder()).Goods);

    [Theory, MemberData(nameof(Twice))]
    public void Saying_it_twice_is_saying_it_once(OrderCommand[] before, OrderCommand again)
    {
        Place();
        foreach (var command in before) spec.When(command);
        spec.When(again).When(again).ThenNothing();
    }

    public static TheoryData<OrderCommand[], OrderCommand> Twice => new()
    {
        { [], new StartPreparing() },
        { [], new FinishPreparing() },
        { [], new HandOver("Blaise") },
        { [new HandOver(null)], new DeliverOrder() },
        { [new HandOver(null)], new FailDelivery("Absent") },
        { [], new PickLine(Samba.Variant, true) },
        { [], new TakePayment(Guid.Parse("0198a000-0000-7000-8000-000000000001"), "wave", Dirhams(10)) },
    };

    [Fact]
    public void The_first_thing_laid_aside_begins_the_preparation_and_the_last_one_ends_it()
    {
        Place().When(new PickLine(Samba.Variant, true));
        Assert.Equal(OrderStatus.Preparing, spec.State.Status);
        spec.When(new PickLine(Socks.Variant, true));
        Assert.Equal(OrderStatus.Ready, spec.State.Status);
    }

    [Fact]
    public void What_is_not_in_the_order_cannot_be_laid_aside() => Place().When(new PickLine(new VariantId(Guid.CreateVersion7()), true)).ThenRefused("order.not_in_order");

    [Fact]
    public void It_is_changed_until_somebody_prepares_it()
    {
        Place().When(Edit([Samba])).When(new StartPreparing()).When(Edit([Samba])).ThenRefused("order.in_preparation");
        spec.When(new StepBack()).When(Edit([Samba with { Quantity = 1 }]));
        Assert.Equal(1, Assert.Single(spec.State.Bill.Lines).Quantity);
    }

    [Fact]
    public void Who_changes_what_somebody_else_has_changed_meanwhile_is_refused()
    {
        var read = TextOf([Samba, Socks]);
        Place().When(Edit([Samba]) with { Instead = read }).When(Edit([Socks]) with { Instead = read }).ThenRefused("order.changed");
        spec.When(Edit([Socks]) with { Instead = TextOf([Samba]) });
        Assert.Equal(Socks, Assert.Single(spec.State.Bill.Lines));
    }

    [Fact]
    public void Another_day_is_a_change_too()
    {
        var read = TextOf([Samba, Socks]);
        Place().When(new RescheduleOrder(new DateOnly(2026, 11, 24), null)).When(Edit([Samba]) with { Instead = read }).ThenRefused("order.changed");
    }

    [Fact]
    public void A_change_takes_and_gives_back_only_the_difference()
    {
        var edited = Single<OrderEdited>(Place().State, Edit([Samba with { Quantity = 3 }]));
        Assert.Equal([new(Samba.Variant, 1)], edited.Taken);
        Assert.Equal([new(Socks.Variant, 1)], edited.Released);
        Assert.Equal(Dirhams(2730), edited.Total);
    }

    [Fact]
    public void On_its_way_it_cannot_be_cancelled() => Place().When(new HandOver(null)).When(new CancelOrder("Change d'avis")).ThenRefused("order.on_its_way");

    [Fact]
    public void A_failed_delivery_can_be_tried_again_until_its_goods_are_back()
    {
        Place().When(new HandOver(null)).When(new FailDelivery("Absent")).When(new RescheduleOrder(new(2026, 11, 23), "9h-12h"));
        Assert.Equal(OrderStatus.Ready, spec.State.Status);

        spec.When(new HandOver(null)).When(new FailDelivery("Refusé")).When(new ReturnGoods(Guid.NewGuid(), "Refusé", []));
        spec.When(new HandOver(null)).ThenRefused("order.goods_back");
    }

    [Fact]
    public void Goods_that_are_back_are_not_put_back_again_by_cancelling()
    {
        Place().When(new HandOver(null)).When(new FailDelivery("Refusé")).When(new ReturnGoods(Guid.NewGuid(), "Refusé", []));
        Assert.Empty(Single<OrderCancelled>(spec.State, new CancelOrder("Refusé")).Released);
    }

    [Fact]
    public void What_a_customer_gives_back_is_credited_with_its_share_of_the_discount()
    {
        spec.When(PlaceOf([Samba, Socks]) with { Discount = Dirhams(190) }).When(new HandOver(null)).When(new DeliverOrder());
        var returned = Single<OrderReturned>(spec.State, new ReturnGoods(Guid.NewGuid(), "Trop petit", [new(Samba.Variant, 1)]));

        Assert.Equal(Dirhams(810), returned.Credit);
        Assert.True(returned.WasDelivered);
    }

    [Fact]
    public void No_more_comes_back_than_was_bought()
    {
        Place().When(new HandOver(null)).When(new DeliverOrder()).When(new ReturnGoods(Guid.NewGuid(), "Trop petit", [new(Samba.Variant, 3)])).ThenRefused("order.more_than_ordered");
        spec.When(new ReturnGoods(Guid.NewGuid(), "Trop petit", [])).When(new ReturnGoods(Guid.NewGuid(), "Trop petit", [])).ThenRefused("order.more_than_ordered");
    }

    [Fact]
    public void Money_that_came_is_noted_even_on_a_cancelled_order()
    {
        Place().When(new CancelOrder("Doublon")).When(new TakePayment(Guid.NewGuid(), "orange", Dirhams(1930)));
        Assert.Single(spec.State.Payments);
    }

    [Fact]
    public void Money_in_another_currency_is_refused() => Place().When(new TakePayment(Guid.NewGuid(), "wave", new Money(1930, Currency.XOF))).ThenRefused("order.amounts");

    [Fact]
    public void Only_what_was_paid_is_given_back()
    {
        var payment = Guid.NewGuid();
        Place().When(new NoteRefund(payment, Guid.NewGuid(), Dirhams(1))).ThenRefused("order.payment_unknown");
        spec.When(new TakePayment(payment, "wave", Dirhams(1930))).When(new NoteRefund(payment, Guid.NewGuid(), Dirhams(100)));
        Assert.Single(spec.State.Refunds);
    }

    [Theory, MemberData(nameof(EveryMove))]
    public void What_the_board_offers_the_order_accepts(OrderStatus from, OrderStatus to)
    {
        var state = Place().State with { Status = from };
        var command = Moves.Towards(from, to, "Le client a changé d'avis");

        Assert.NotNull(command);
        var decision = Order.Decide(state, command, default);
        Assert.Null(decision.Refusal);
        Assert.Equal(to, decision.Facts.Aggregate(state, Order.Evolve).Status);
    }

    public static TheoryData<OrderStatus, OrderStatus> EveryMove
    {
        get
        {
            var moves = new TheoryData<OrderStatus, OrderStatus>();
            foreach (var from in Enum.GetValues<OrderStatus>())
                foreach (var to in Moves.From(from)) moves.Add(from, to);
            return moves;
        }
    }

    private Spec<Order, OrderCommand, OrderEvent> Place() => spec.When(PlaceOf([Samba, Socks]));

    private static PlaceOrder PlaceOf(OrderLine[] lines) => new(
        "CMD-1001", Salma, OrderSource.Chat, null, lines, Dirhams(30), Dirhams(0),
        new Destination(new Personal(Salma.Value, "Salma"), null, "Casablanca", null, null, null, null), null, IsAccepted: true);

    private static EditOrder Edit(OrderLine[] lines) => new(lines, Dirhams(30), Dirhams(0), PlaceOf(lines).To, null);

    private static OrderText TextOf(OrderLine[] lines) => new(lines, Dirhams(30), Dirhams(0), PlaceOf(lines).To, null);

    private static TFact Single<TFact>(Order state, OrderCommand command) => Assert.IsType<TFact>(Assert.Single(Order.Decide(state, command, default).Facts));

    private static Money Dirhams(int amount) => Money.Of(amount, Currency.MAD);
}
