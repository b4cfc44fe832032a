using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Orders;

namespace Platform.Tests.Orders;

public sealed class OrderSpecs
{
    private static readonly ContactId Salma = new(Guid.CreateVersion7());
    private static readonly OrderLine Samba = new(new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()), "Samba OG", "38", "Blanc", null, 2, Dirhams(949));

    private readonly Spec<Order, OrderCommand, OrderEvent> spec = new();

    [Fact]
    public void What_the_customer_accepted_is_confirmed_and_reserved_at_once()
    {
        spec.When(Place() with { IsAccepted = true });
        Assert.Equal(OrderStatus.Confirmed, spec.State.Status);
        Assert.Equal([new ShelfLine(Samba.Variant, 2)], spec.State.Bill.Goods());
    }

    [Fact]
    public void The_total_is_goods_and_fee_less_the_discount()
    {
        var decision = Order.Decide(Order.Initial, Place(), default);
        Assert.Equal(Dirhams(2 * 949 + 30 - 90), Assert.IsType<OrderPlaced>(Assert.Single(decision.Facts)).Total);
    }

    [Fact]
    public void Placing_it_twice_places_it_once() => spec.When(Place()).When(Place()).ThenNothing();

    [Fact]
    public void Nothing_is_no_order() => spec.When(Place() with { Lines = [] }).ThenRefused("order.empty");

    [Theory, InlineData(0), InlineData(-1), InlineData(1000)]
    public void A_quantity_nobody_means_is_refused(int quantity) => spec.When(Place() with { Lines = [Samba with { Quantity = quantity }] }).ThenRefused("order.quantity");

    [Fact]
    public void A_discount_above_the_goods_is_refused() => spec.When(Place() with { Discount = Dirhams(2000) }).ThenRefused("order.amounts");

    [Fact]
    public void Two_currencies_do_not_add_up() => spec.When(Place() with { Fee = new Money(30, Currency.XOF) }).ThenRefused("order.amounts");

    [Fact]
    public void Confirming_reserves_what_was_ordered() => spec.When(Place()).When(new ConfirmOrder()).When(new ConfirmOrder()).ThenNothing();

    [Fact]
    public void Cancelling_gives_back_only_what_was_reserved()
    {
        Assert.Empty(Cancelled(spec.When(Place()).State).Released);
        Assert.Equal([new ShelfLine(Samba.Variant, 2)], Cancelled(spec.When(new ConfirmOrder()).State).Released);

        static OrderCancelled Cancelled(Order state) => Assert.IsType<OrderCancelled>(Assert.Single(Order.Decide(state, new CancelOrder("Le client a changé d'avis"), default).Facts));
    }

    [Fact]
    public void A_cancelled_order_stays_cancelled() => spec.When(Place()).When(new CancelOrder("Doublon")).When(new ConfirmOrder()).ThenRefused("order.cancelled");

    private static PlaceOrder Place() => new(
        "CMD-1001", Salma, OrderSource.Chat, null, [Samba], Dirhams(30), Dirhams(90),
        new Destination(new Personal(Salma.Value, "Salma"), null, "Casablanca", null, null, null, null), null, IsAccepted: false);

    private static Money Dirhams(int amount) => Money.Of(amount, Currency.MAD);
}
