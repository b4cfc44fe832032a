using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Integrations.Payments;
using Platform.Integrations.Payments.Emulation;
using Platform.Tests.Deliveries;
using Platform.Web.Deliveries;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Invoices;
using Platform.Web.Orders;
using Platform.Web.Payments;
using Platform.Web.Store;

namespace Platform.Tests.Agreement;

/// <summary>
/// One shop's orders, each living a life drawn by lot: changed, paid in parts or twice, brought by couriers for cash, failed, returned, cancelled, invoiced.
/// What the product refuses it refuses; nobody here knows what must come of it.
/// </summary>
internal sealed class Trade(App app, OrganisationId shop, Currency currency, params (string Gateway, IEmulatedGateway Emulator)[] gateways)
{
    private static int couriersHired = 30_000;

    private readonly List<OrderLine> goods = [];
    private readonly List<CourierId> couriers = [];

    public OrganisationId Shop => shop;
    public Currency Currency => currency;

    /// <summary>As the emulated gateways call the shop.</summary>
    public string Merchant => currency is Currency.MAD ? "atlas" : "dakar";

    public IEnumerable<IEmulatedGateway> Gateways => gateways.Select(gateway => gateway.Emulator);
    public Actor Owner { get; } = new(shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());
    public IReadOnlyList<OrderLine> Goods => goods;

    private Streams Streams => app.Get<Streams>();

    /// <param name="invoices">When they are issued.</param>
    /// <param name="mentions">What the law of the shop's country wants to read.</param>
    public async Task OpenAsync(IssueAt invoices, IReadOnlyDictionary<string, string> mentions)
    {
        var papers = app.Get<InvoiceSettingsDesk>();
        var (settings, _) = await papers.OfAsync(shop);
        (settings.Issue, settings.LegalName, settings.Address) = (invoices, "La Boutique SARL", "1 rue du Port");
        settings.Say(mentions);
        Assert.Null(await papers.SaveAsync(Owner, settings));
        Assert.Null(await app.Get<DispatchSettingsDesk>().ChangeAsync(Owner, dispatch => dispatch.IsAutomatic = false));
        foreach (var price in new[] { 3333, 1999, 777, 4951 }) goods.Add(await StockAsync(price));
        for (var n = 0; n < 3; n++) couriers.Add(await HireAsync());
    }

    /// <summary>The same number is the same life, as far as others leave it alone.</summary>
    public async Task LiveAsync(int number)
    {
        var lots = new Random(number);
        var order = await PlaceAsync(number, lots);
        for (var steps = lots.Next(5, 14); steps > 0; steps--)
        {
            var row = await app.Get<OrderQueries>().FindAsync(shop, order) ?? throw new InvalidOperationException("no order");
            await (lots.Next(9) switch
            {
                0 => PayAtCounterAsync(row, lots),
                1 or 2 => PayOnLineAsync(row, lots),
                3 => GiveBackAsync(row, lots),
                4 when lots.Next(3) == 0 => app.Get<InvoiceDesk>().IssueAsync(Owner, order),
                _ => MoveAsync(row, lots),
            });
            if (lots.Next(3) == 0) await RestAsync(order);
        }
    }

    /// <summary>Each courier empties the pockets; one of them has lost a coin.</summary>
    public async Task CountCashAsync()
    {
        foreach (var (courier, n) in couriers.Take(2).Select((courier, n) => (courier, n)))
        {
            if (await app.Get<CashQueries>().HoldsAsync(shop, courier) is not { Holds: > 0 } till) continue;
            var counted = await Streams.HandleAsync(NoteCash.TillOf(courier), new HandOverCash(courier, new(till.Holds, till.Currency), new(till.Holds - n, till.Currency), new(Owner.Id!.Value), n > 0 ? "perdu" : null), Owner);
            Assert.Null(counted.Refusal);
        }
    }

    private async Task<OrderId> PlaceAsync(int number, Random lots)
    {
        var (order, customer) = (new OrderId(Guid.CreateVersion7()), new ContactId(Guid.CreateVersion7()));
        var placed = await Streams.HandleAsync(order, new PlaceOrder(
            $"L{number}-{shop.Value.ToString("N")[^4..]}", customer, OrderSource.Hand, null, Lines(lots), Fee(lots), Discount(lots), new(new(customer.Value, "Salma"), null, "Rabat", null, null, null, null), null, IsAccepted: lots.Next(3) > 0), Owner);
        Assert.Null(placed.Refusal);
        return order;
    }

    /// <summary>As the people of the shop, and their couriers, would go on from here.</summary>
    private async Task MoveAsync(OrderRow row, Random lots)
    {
        OrderCommand? command = (row.Status, lots.Next(10)) switch
        {
            (OrderStatus.Pending, 0) or (OrderStatus.Confirmed or OrderStatus.Ready, 0) => new CancelOrder("erreur"),
            (OrderStatus.Pending, 1) or (OrderStatus.Confirmed, 1 or 2 or 3) => new EditOrder(Lines(lots), Fee(lots), Discount(lots), new(new(row.Contact, "Salma"), null, "Salé", null, null, null, null), null),
            (OrderStatus.Pending, _) => new ConfirmOrder(),
            (OrderStatus.Confirmed, 4) => new FinishPreparing(),
            (OrderStatus.Confirmed, 5) => new HandOver(null),
            (OrderStatus.InDelivery, 0) => new FailDelivery("absent"),
            (OrderStatus.InDelivery, 1 or 2) => new DeliverOrder(),
            (OrderStatus.Failed, 0 or 1) => new ReturnGoods(Guid.CreateVersion7(), "refus", []),
            (OrderStatus.Failed, 2 or 3 or 4) => new RescheduleOrder(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1), null),
            (OrderStatus.Failed, 5) => new HandOver(null),
            (OrderStatus.Delivered, 0 or 1 or 2) => new ReturnGoods(Guid.CreateVersion7(), "taille", Some(row.Bill().Goods(), lots)),
            _ => null,
        };
        if (command is not null) await Streams.HandleAsync(new OrderId(row.Id), command, Owner);
        else if (row.Status is OrderStatus.Confirmed or OrderStatus.Preparing or OrderStatus.Ready or OrderStatus.InDelivery or OrderStatus.Failed) await DriveAsync(new(row.Id), lots);
    }

    private async Task DriveAsync(OrderId order, Random lots)
    {
        var delivery = RequestDeliveryOfOrder.IdOf(order);
        await Eventually.TrueAsync(async () => await app.Get<DeliveryQueries>().FindAsync(shop, delivery) is not null, "a delivery of the confirmed order");
        var courier = couriers[lots.Next(couriers.Count)];
        await Streams.HandleAsync(delivery, new AssignCourier(courier, new(Owner.Id!.Value)), Owner);
        await Streams.HandleAsync(delivery, new SetOut(null), Owner);
        DeliveryCommand arrived = lots.Next(4) > 0 ? new DeliverParcel(null, new(ProofKind.Word)) : new FailAttempt(null, FailureReason.NobodyThere);
        await Streams.HandleAsync(delivery, arrived, Owner);
        if (lots.Next(6) == 0) await Streams.HandleAsync(delivery, new ReturnParcel(null), Owner);
    }

    private async Task PayAtCounterAsync(OrderRow row, Random lots) =>
        await Streams.HandleAsync(new OrderId(row.Id), new TakePayment(Guid.CreateVersion7(), "counter", new(Math.Max(1, row.Total * lots.Next(1, 5) / 4), currency)), Owner);

    /// <summary>On one page, or on two that were both open.</summary>
    private async Task PayOnLineAsync(OrderRow row, Random lots)
    {
        var payment = new PaymentId(Guid.CreateVersion7());
        if (await app.Get<PaymentDesk>().RequestAsync(Owner, row, payment) is not null) return;

        var accounts = await app.Get<GatewayAccounts>().ListAsync(shop);
        foreach (var (gateway, _) in gateways.Take(lots.Next(1, gateways.Length + 1)))
            await app.Get<PaymentDesk>().OpenAsync(shop, payment, accounts.Single(account => account.Gateway == gateway).Id, null, Language.French, CancellationToken.None);
        foreach (var attempt in (await app.Get<PaymentQueries>().FindAsync(shop, payment))!.Attempts)
        {
            var till = gateways.Single(gateway => gateway.Gateway == attempt.Gateway).Emulator.Till;
            await till.ActAsync(till.ByReference(new AttemptReference(attempt.Id).Compact, Merchant)!.Id, lots.Next(5) > 0 ? EmulatedAct.Pay : EmulatedAct.Expire);
        }
    }

    private async Task GiveBackAsync(OrderRow row, Random lots)
    {
        foreach (var payment in (await app.Get<PaymentQueries>().OfAsync(shop, new OrderId(row.Id))).Where(payment => payment.PaidBy is not null))
        {
            var amount = lots.Next(2) == 0 ? payment.Row.Amount : Math.Max(1, payment.Row.Amount / lots.Next(2, 4));
            await Streams.HandleAsync(new PaymentId(payment.Row.Id), new RequestRefund(Guid.CreateVersion7(), new(amount, currency), "geste", payment.PaidBy!.Id), Owner);
        }
    }

    /// <summary>Until everything that is due for this order has been done.</summary>
    private Task RestAsync(OrderId order) => Eventually.EqualAsync("0", () => app.TextAsync(
        $"select count(*) from todo where stream in ('{order.Value}', '{RequestDeliveryOfOrder.IdOf(order).Value}') and parked_at is null and due < now() + interval '20 seconds'"));

    private List<OrderLine> Lines(Random lots) => [.. goods.Where(_ => lots.Next(2) == 0).DefaultIfEmpty(goods[0]).Select(line => line with { Quantity = lots.Next(1, 4) })];

    private Money Fee(Random lots) => new(lots.Next(3) * 1501, currency);

    private Money Discount(Random lots) => new(lots.Next(3) * 251, currency);

    /// <summary>Nothing named is all of it.</summary>
    private static List<ShelfLine> Some(IReadOnlyList<ShelfLine> goods, Random lots) => lots.Next(4) == 0 || goods is [] ? [] : [goods[lots.Next(goods.Count)] with { Quantity = 1 }];

    private async Task<OrderLine> StockAsync(long price)
    {
        var (product, variant) = (new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()));
        await app.TextAsync($"insert into products values ('{shop.Value}', '{product.Value}', 'Article {price}', '', null, '{{}}', null, true, now(), now())");
        await app.TextAsync($"insert into variants (organisation_id, id, product_id, position, price, stock) values ('{shop.Value}', '{variant.Value}', '{product.Value}', 0, {price}, {Books.Stocked})");
        return new(product, variant, $"Article {price}", null, null, null, 1, new(price, currency));
    }

    private async Task<CourierId> HireAsync()
    {
        var n = Interlocked.Increment(ref couriersHired);
        var row = new CourierRow { OrganisationId = shop.Value, Id = Guid.CreateVersion7(), Name = $"Livreur {n}", Phone = currency is Currency.MAD ? $"+2126770{n:00000}" : $"+22177{n:0000000}", Fee = 0, Zones = [] };
        Assert.Null(await app.Get<CourierDesk>().SaveAsync(Owner, row, []));
        return row.Key;
    }
}
