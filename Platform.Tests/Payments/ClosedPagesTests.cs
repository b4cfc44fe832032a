using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Integrations.Payments.Emulation;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Wave;
using Platform.Web.Store;

namespace Platform.Tests.Payments;

/// <summary>Once the money is there, whatever was still open elsewhere can no longer be paid.</summary>
public sealed class ClosedPagesTests(App app) : IClassFixture<App>
{
    private readonly PaymentShop dakar = PaymentShop.Dakar(app);

    [Fact]
    public async Task What_was_paid_at_the_door_is_not_asked_for_any_more()
    {
        var order = await dakar.OrderAsync();
        var payment = await dakar.AskAsync(order);

        await app.Get<Streams>().HandleAsync(new OrderId(order.Id), new TakePayment(Guid.CreateVersion7(), "cash", order.Due()), dakar.Owner);

        await Eventually.TrueAsync(async () => (await dakar.WholeAsync(payment)).Row.Phase is PaymentPhase.CalledOff, "the link called off");
    }

    [Fact]
    public async Task A_page_left_open_elsewhere_can_no_longer_be_paid_once_the_money_came()
    {
        var (order, wave, orange) = (await dakar.OrderAsync(), app.Get<WaveEmulator>(), app.Get<OrangeMoneyEmulator>());
        var payment = await dakar.AskAsync(order);
        var left = await dakar.ChooseAsync(payment, "wave", wave);
        await orange.Till.ActAsync((await dakar.ChooseAsync(payment, "orange", orange)).Id, EmulatedAct.Pay);
        await dakar.PaidAsync(order);

        await Eventually.EqualAsync("1", () => dakar.FactsAsync(payment.Value, "payment_lapsed"));
        await wave.Till.ActAsync(left.Id, EmulatedAct.Pay);
        Assert.Equal(EmulatedState.Expired, left.State);
    }

    [Fact]
    public async Task A_gateway_that_is_down_for_a_moment_closes_its_page_later()
    {
        var (order, wave, orange) = (await dakar.OrderAsync(), app.Get<WaveEmulator>(), app.Get<OrangeMoneyEmulator>());
        var payment = await dakar.AskAsync(order);
        var left = await dakar.ChooseAsync(payment, "wave", wave);
        var paid = await dakar.ChooseAsync(payment, "orange", orange);
        wave.Till.Faults.RefuseNext(503);
        await orange.Till.ActAsync(paid.Id, EmulatedAct.Pay);
        await dakar.PaidAsync(order);

        await Eventually.TrueAsync(async () =>
        {
            await app.TextAsync($"update todo set due = now() where reaction = 'close_pages' and stream = '{payment.Value}'");
            return left.State is EmulatedState.Expired;
        }, "the page closed");
    }

    [Fact]
    public async Task A_page_is_closed_when_the_order_is_paid_at_the_door()
    {
        var (order, wave) = (await dakar.OrderAsync(), app.Get<WaveEmulator>());
        var left = await dakar.ChooseAsync(await dakar.AskAsync(order), "wave", wave);

        await app.Get<Streams>().HandleAsync(new OrderId(order.Id), new TakePayment(Guid.CreateVersion7(), "cash", order.Due()), dakar.Owner);

        await Eventually.TrueAsync(() => Task.FromResult(left.State is EmulatedState.Expired), "the page closed");
    }
}
