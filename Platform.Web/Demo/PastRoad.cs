using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Deliveries;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Identity;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Demo;

/// <summary>How the parcels of days gone by were brought: couriers said yes or no, came on time or not, and handed over their cash.</summary>
internal sealed class PastRoad(Past past, Actor awa, OrderQueries orders, DeliveryQueries deliveries, OfferQueries offers, CourierBook book, CashQueries cash, PromisedHours hours)
{
    /// <summary>The shop's own city: who buys there in the morning has it in the evening.</summary>
    private const string Here = "Casablanca", Early = "10h-14h", Later = "16h-19h";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor System = Actor.System(Shop);

    /// <summary>With this much in the pocket a courier comes by and puts it on the table.</summary>
    private static readonly Money Heavy = Money.Of(3_000, Currency.MAD);

    private MemberId Awa => new(awa.Id ?? Guid.Empty);

    /// <summary>When the customer was told it would come. Some couriers came later than that.</summary>
    public static (DateOnly Day, string? Slot) Promise(DateTimeOffset bought, string city, int n)
    {
        var arrival = TimeZoneInfo.ConvertTime(ArrivesAt(bought, city, n), Zone);
        var (day, isLate) = (DateOnly.FromDateTime(arrival.Date), n % 8 is 3);
        if (city is Here) return (day, arrival.Hour < 14 || isLate ? Early : Later);
        return (isLate ? day.AddDays(-1) : day, null);
    }

    public async Task FindCourierAsync(OrderId order, int n, CancellationToken ct)
    {
        var row = await ReadAsync(order, ct);
        var delivery = RequestDeliveryOfOrder.IdOf(order);
        await DoAsync(delivery, new RequestDelivery(
            order, row.Number, new(row.Contact), new(row.Conversation!.Value), row.City, row.Date, row.Slot, await hours.EndAsync(Shop, row.Date, row.Slot), row.Due(), $"{n * 7919 % 10_000:D4}"), ct);

        await AskAsync(delivery, ct);
        if (n % 9 is 4 && await LastAsync(delivery, ct) is { } asked)
        {
            past.Pass(TimeSpan.FromMinutes(2));
            await DoAsync(delivery, new RefuseOffer(new(asked.Id), new(asked.Courier)), ct);
            await AskAsync(delivery, ct);
        }

        past.Pass(TimeSpan.FromMinutes(1 + (n % 3)));
        if (await LastAsync(delivery, ct) is not { } last) return;
        if (last.State is OfferState.Open) await DoAsync(delivery, new AcceptOffer(new(last.Id), new(last.Courier)), ct);
        else await past.Streams.HandleAsync(delivery, new AssignCourier(new(last.Courier), Awa), awa, ct);
    }

    /// <summary>As far as it has come by today.</summary>
    public async Task BringAsync(OrderId order, int n, CancellationToken ct)
    {
        var row = await ReadAsync(order, ct);
        if (ChangesTheirMind(n, row.PlacedAt))
        {
            await CallOffAsync(order, row.PlacedAt, ct);
            return;
        }

        var arrival = ArrivesAt(row.PlacedAt, row.City, n);
        var delivery = RequestDeliveryOfOrder.IdOf(order);
        if (await LastAsync(delivery, ct) is not { } found || await book.FindAsync(Shop, new(found.Courier), ct) is not { } courier) return;

        if (!past.Reach(arrival.AddHours(-2))) return;
        await past.Streams.HandleAsync(order, new FinishPreparing(), awa, ct);
        await DoAsync(delivery, new NoteParcelReady(), ct);
        if (!past.Reach(arrival.AddMinutes(-50))) return;
        await DoAsync(delivery, new PickUpParcel(courier.Key), ct);
        await past.Streams.HandleAsync(order, new HandOver(courier.Name), System, ct);
        if (!past.Reach(arrival.AddMinutes(-40))) return;
        await DoAsync(delivery, new SetOut(courier.Key), ct);
        if (!past.Reach(arrival)) return;
        if (n % 19 is 7) await MissAsync(order, delivery, courier, ct);
        else await ArriveAsync(order, delivery, courier, row, n, ct);
    }

    /// <summary>Nobody who bought today: the later a demo is started, the further its orders have come, and none has gone another way.</summary>
    private bool ChangesTheirMind(int n, DateTimeOffset bought) => n % 14 is 3 && bought.UtcDateTime.Date < past.Today.UtcDateTime.Date;

    private static DateTimeOffset ArrivesAt(DateTimeOffset bought, string city, int n)
    {
        var takes = city is not Here ? 23 : TimeZoneInfo.ConvertTime(bought, Zone).Hour < 14 ? 4 : 17.5;
        return bought.AddHours(takes).AddMinutes(n % 5 * 5);
    }

    /// <summary>Open until some time to come: the timer that ends offers keeps the hours of today.</summary>
    private async Task AskAsync(DeliveryId delivery, CancellationToken ct)
    {
        if (await deliveries.FindAsync(Shop, delivery, ct) is not { } row) return;
        var candidates = (await past.Couriers.RankAsync(Shop, row, ct)).Where(ranked => ranked.IsPossible).Select(ranked => new Candidate(ranked.Courier.Id, ranked.Courier.Way, ranked.Why));
        await DoAsync(delivery, new AskNext(new(Guid.CreateVersion7()), past.Today.AddHours(1), [.. candidates]), ct);
    }

    private async Task CallOffAsync(OrderId order, DateTimeOffset bought, CancellationToken ct)
    {
        const string Reason = "Le client a changé d'avis";
        if (!past.Reach(bought.AddHours(1))) return;
        await past.Streams.HandleAsync(order, new CancelOrder(Reason), awa, ct);
        await DoAsync(RequestDeliveryOfOrder.IdOf(order), new CancelDelivery(Reason), ct);
    }

    private async Task ArriveAsync(OrderId order, DeliveryId delivery, CourierRow courier, OrderRow row, int n, CancellationToken ct)
    {
        var due = row.Due();
        var proof = n % 3 is 0 ? new Proof(ProofKind.Code) : new Proof(ProofKind.Name, By: new(row.Contact, row.Name));
        await DoAsync(delivery, new DeliverParcel(courier.Key, proof, $"{n * 7919 % 10_000:D4}"), ct);
        await past.Streams.HandleAsync(order, new DeliverOrder(), System, ct);
        await past.Streams.HandleAsync(order, new TakePayment(delivery.Value, "cash", due), System, ct);
        await past.Papers.IssueAsync(System, order, ct);

        var till = NoteCash.TillOf(courier.Key);
        await past.Streams.HandleAsync(till, new NoteCashCollected(courier.Key, delivery, row.Number, due), System, ct);
        if (await cash.HoldsAsync(Shop, courier.Key, ct) is not { } held || held.Holds < Heavy.Minor) return;

        past.Pass(TimeSpan.FromMinutes(5));
        var (expected, short20) = (new Money(held.Holds, held.Currency), n % 4 is 2);
        var counted = short20 ? expected - Money.Of(20, held.Currency) : expected;
        await past.Streams.HandleAsync(till, new HandOverCash(courier.Key, expected, counted, Awa, short20 ? "20 DH de monnaie rendus en trop" : null), awa, ct);
    }

    private async Task MissAsync(OrderId order, DeliveryId delivery, CourierRow courier, CancellationToken ct)
    {
        var words = CourierWords.In(Language.French, $"failure.{FailureReason.NobodyThere}");
        await DoAsync(delivery, new FailAttempt(courier.Key, FailureReason.NobodyThere), ct);
        await past.Streams.HandleAsync(order, new FailDelivery(words), System, ct);
        if (!past.Reach(past.GetUtcNow().AddDays(1))) return;

        await DoAsync(delivery, new ReturnParcel(courier.Key), ct);
        await past.Streams.HandleAsync(order, new ReturnGoods(delivery.Value, words, []), System, ct);
    }

    private async Task<OrderRow> ReadAsync(OrderId order, CancellationToken ct) =>
        await orders.FindAsync(Shop, order, ct) ?? throw new InvalidOperationException($"The demo's order {order.Value} is not there");

    private async Task<OfferRow?> LastAsync(DeliveryId delivery, CancellationToken ct) => (await offers.OfAsync(Shop, [delivery.Value], ct))[delivery.Value].LastOrDefault();

    private async Task DoAsync(DeliveryId delivery, DeliveryCommand command, CancellationToken ct) => await past.Streams.HandleAsync(delivery, command, System, ct);
}
