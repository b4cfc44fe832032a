using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Deliveries;

/// <summary>The way of one order to its customer: who is asked to bring it, who does, and how it ends.</summary>
public sealed record Delivery : IAggregate<Delivery, DeliveryCommand, DeliveryEvent>
{
    /// <summary>After this many failed visits it goes back to the seller.</summary>
    public const int MostAttempts = 3;

    /// <summary>Four digits must not be tried out at the door.</summary>
    public const int MostWrongCodes = 5;

    public static Delivery Initial { get; } = new();

    public DeliveryStage? Stage { get; init; }
    public Driver? Driver { get; init; }

    /// <summary>Offers that wait for an answer.</summary>
    public ImmutableArray<Offer> Open { get; init; } = [];

    /// <summary>Who has been asked since the asking began.</summary>
    public ImmutableHashSet<CourierId> Asked { get; init; } = [];

    /// <summary>Offers somebody said yes to, in time or late: saying it again changes nothing.</summary>
    public ImmutableHashSet<OfferId> Answered { get; init; } = [];

    public Money ToCollect { get; init; }
    public string Code { get; init; } = "";
    public int WrongCodes { get; init; }
    public int Attempts { get; init; }

    /// <summary>The goods wait at the shop, or have left it.</summary>
    public bool IsReady { get; init; }
    public bool HasLeftShop { get; init; }
    public DateOnly? Date { get; init; }
    public string? Slot { get; init; }

    /// <summary>The delivery service that is being asked, until it has answered.</summary>
    public Sought? Sought { get; init; }

    /// <summary>The last one that was asked: the same asking again changes nothing.</summary>
    public BookingId? LastSought { get; init; }

    /// <summary>Of the shipment at the service that drives, with the last it said and when.</summary>
    public string? Reference { get; init; }
    public string? Raw { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    public Personal? ServiceCourier { get; init; }
    public bool IsRecalled { get; init; }

    public bool IsOver => Stage is DeliveryStage.Delivered or DeliveryStage.Returned || (Stage is DeliveryStage.Cancelled && !HasLeftShop);
    public bool TakesCode => WrongCodes < MostWrongCodes;

    public static Delivery Evolve(Delivery state, DeliveryEvent fact) => fact switch
    {
        DeliveryRequested e => state with { Stage = DeliveryStage.Searching, ToCollect = e.ToCollect, Code = e.Code, Date = e.Date, Slot = e.Slot },
        CourierOffered e => state with { Stage = DeliveryStage.Searching, Open = state.Open.Add(new(e.Offer, e.Courier, e.Until)), Asked = state.Asked.Add(e.Courier) },
        OfferAccepted e => state.Without(e.Offer) with { Answered = state.Answered.Add(e.Offer) },
        OfferAnsweredLate e => state with { Answered = state.Answered.Add(e.Offer) },
        OfferRefused e => state.Without(e.Offer),
        OfferExpired e => state.Without(e.Offer),
        OfferLost e => state.Without(e.Offer),
        OfferWithdrawn e => state.Without(e.Offer),
        CouriersExhausted => state with { Stage = DeliveryStage.Unclaimed },
        CourierAssigned e => state.DrivenBy(new(e.Courier)) with { Asked = state.Asked.Add(e.Courier) },
        SellerTookDelivery e => state.DrivenBy(new(Seller: e.By)),
        ServiceAsked e => state with { Stage = DeliveryStage.Searching, Sought = new(e.Booking, e.Service), LastSought = e.Booking },
        ServiceQuoted e => state with { Sought = state.Sought! with { Quote = e.Quote, Until = e.Until } },
        ServiceDeclined => state with { Sought = null, Stage = state.Stage is DeliveryStage.Searching ? DeliveryStage.Unclaimed : state.Stage },
        ServiceBooked e => state.DrivenBy(new(Service: e.Service)) with { Sought = null, Reference = e.Reference, Raw = null, ReportedAt = null, ServiceCourier = null, IsRecalled = false },
        ServiceReported e => state with { Raw = e.Raw, ReportedAt = e.At },
        ServiceCourierKnown e => state with { ServiceCourier = e.Name },
        ServiceRecalled => state with { IsRecalled = true },
        ServiceRecallRefused => state with { IsRecalled = false },
        ServiceGaveBack => state with { Stage = DeliveryStage.Unclaimed, Driver = null, Reference = null },
        CourierGaveBack => state with { Stage = DeliveryStage.Searching, Driver = null },
        ParcelReady => state with { IsReady = true, Stage = state.Stage is DeliveryStage.Assigned ? DeliveryStage.ToPickUp : state.Stage },
        ParcelPickedUp => state with { Stage = DeliveryStage.PickedUp, IsReady = true, HasLeftShop = true },
        ParcelOnTheWay => state with { Stage = DeliveryStage.OnTheWay },
        ParcelDelivered => state with { Stage = DeliveryStage.Delivered },
        WrongCodeGiven => state with { WrongCodes = state.WrongCodes + 1 },
        DeliveryAttemptFailed e => state with { Stage = DeliveryStage.Failed, Attempts = e.Attempt },
        DeliveryRescheduled e => state with { Stage = DeliveryStage.PickedUp, Date = e.Date, Slot = e.Slot },
        ParcelReturned => state with { Stage = DeliveryStage.Returned, HasLeftShop = false },
        DeliveryCancelled => state with { Stage = DeliveryStage.Cancelled },
        AmountDueChanged e => state with { ToCollect = e.ToCollect },
        _ => state,
    };

    public static Decision<DeliveryEvent> Decide(Delivery state, DeliveryCommand command, DateTimeOffset now) => (state.Stage, command) switch
    {
        (null, RequestDelivery c) => new DeliveryRequested(c.For, c.Number, c.Customer, c.Chat, c.City, c.Date, c.Slot, c.DueBy, c.ToCollect, c.Code),
        (_, RequestDelivery) => [],
        (null, _) => Refuse("unknown"),
        (_, AskNext c) => state.Open is [] && state.Sought is null && state.Stage is DeliveryStage.Searching ? state.Ask(c.Offer, c.Until, c.Candidates) : [],
        (_, AskAnother or AskEverybodyAgain) when state.Sought is not null => Refuse("service_asked"),
        (DeliveryStage.Searching or DeliveryStage.Unclaimed, AskAnother c) => state.Ask(c.Offer, c.Until, c.Candidates),
        (DeliveryStage.Searching or DeliveryStage.Unclaimed, AskEverybodyAgain c) => (state with { Asked = [.. state.Open.Select(offer => offer.Courier)] }).Ask(c.Offer, c.Until, c.Candidates),
        (_, AskAnother or AskEverybodyAgain) => Refuse("has_driver"),
        (_, AcceptOffer c) => state.Accept(c, now),
        (_, RefuseOffer c) => state.Find(c.Offer, c.By) is null ? [] : new OfferRefused(c.Offer, c.By),
        (_, ExpireOffer c) => state.Find(c.Offer) is { } offer && now >= offer.Until ? new OfferExpired(c.Offer, offer.Courier) : [],
        (_, LoseOffer c) => state.Find(c.Offer) is { } offer ? new OfferLost(c.Offer, offer.Courier, c.Reason) : [],
        (_, AssignCourier c) => state.Driver?.Courier == c.Courier && state.Stage is not DeliveryStage.Cancelled ? [] : state.Appoint(new CourierAssigned(c.Courier, c.By)),
        (_, TakeDelivery c) => state.Driver?.Seller == c.By ? [] : state.Appoint(new SellerTookDelivery(c.By)),
        (_, ServiceCommand c) => DeliveryServices.Decide(state, c),
        (_, GiveBack c) => state.Driver?.Courier != c.By ? Refuse("not_yours") : state.HasLeftShop ? Refuse("picked_up") : new CourierGaveBack(c.By),
        (_, StepCommand c) => DeliverySteps.Decide(state, c),
        (_, NoteParcelReady) => state.IsReady || state.IsOver ? [] : new ParcelReady(),
        (DeliveryStage.Failed, RescheduleDelivery c) => state.Reschedule(c),
        (_, RescheduleDelivery c) => (state.Date, state.Slot) == (c.Date, c.Slot) ? [] : Refuse("not_failed"),
        (DeliveryStage.Cancelled or DeliveryStage.Returned, CancelDelivery) => [],
        (DeliveryStage.Delivered, CancelDelivery) => Refuse("delivered"),
        (_, CancelDelivery c) => new Decision<DeliveryEvent>([.. state.WithdrawAll(), new DeliveryCancelled(c.Reason)]),
        (_, ChangeAmountDue c) => state.IsOver || c.ToCollect == state.ToCollect ? [] : new AmountDueChanged(c.ToCollect),
        (_, NoteCourierWords c) => new CourierWrote(c.By, c.Text),
        _ => throw new UnreachableException($"No rule for {command.GetType().Name}"),
    };

    private Decision<DeliveryEvent> Ask(OfferId id, DateTimeOffset until, IReadOnlyList<Candidate> candidates)
    {
        if (candidates.FirstOrDefault(candidate => !Asked.Contains(candidate.Courier)) is { } next)
            return new CourierOffered(id, next.Courier, next.Way, until, next.Why);
        return Open is [] && Stage is not DeliveryStage.Unclaimed ? new CouriersExhausted(Asked.Count) : Refuse("nobody_left");
    }

    /// <summary>The first yes has it; a yes to an offer that is over is noted, so that its courier can be told.</summary>
    private Decision<DeliveryEvent> Accept(AcceptOffer c, DateTimeOffset now)
    {
        if (Answered.Contains(c.Offer)) return [];
        if (Find(c.Offer, c.By) is not { } offer) return new OfferAnsweredLate(c.Offer, c.By);
        if (now >= offer.Until) return [new OfferExpired(c.Offer, c.By), new OfferAnsweredLate(c.Offer, c.By)];
        return new Decision<DeliveryEvent>([new OfferAccepted(c.Offer, c.By), .. WithdrawAll(except: c.Offer), new CourierAssigned(c.By, By: null)]);
    }

    /// <summary>A person decides who drives; whoever was asked meanwhile is told that it is settled.</summary>
    internal Decision<DeliveryEvent> Appoint(DeliveryEvent appointed) => Stage switch
    {
        DeliveryStage.Delivered or DeliveryStage.Returned or DeliveryStage.Cancelled => Refuse("over"),
        DeliveryStage.OnTheWay => Refuse("on_the_way"),
        _ when Sought is not null => Refuse("service_asked"),
        _ when Driver?.Service is not null => Refuse("service_has_it"),
        _ => new Decision<DeliveryEvent>([.. WithdrawAll(), appointed]),
    };

    private Decision<DeliveryEvent> Reschedule(RescheduleDelivery c) =>
        Attempts >= MostAttempts ? Refuse("attempts") : new DeliveryRescheduled(c.Date, c.Slot, c.DueBy);

    internal IEnumerable<DeliveryEvent> WithdrawAll(OfferId? except = null) =>
        Open.Where(offer => offer.Id != except).Select(offer => new OfferWithdrawn(offer.Id, offer.Courier));

    private Offer? Find(OfferId id) => Open.FirstOrDefault(offer => offer.Id == id);
    private Offer? Find(OfferId id, CourierId of) => Find(id) is { } offer && offer.Courier == of ? offer : null;
    private Delivery Without(OfferId id) => this with { Open = Open.RemoveAll(offer => offer.Id == id) };

    private Delivery DrivenBy(Driver driver) => this with
    {
        Driver = driver,
        Stage = Stage is DeliveryStage.Cancelled ? Stage : HasLeftShop ? DeliveryStage.PickedUp : IsReady ? DeliveryStage.ToPickUp : DeliveryStage.Assigned,
    };

    internal static Refusal Refuse(string why) => new($"delivery.{why}");
}

/// <summary>A question that waits for an answer.</summary>
public sealed record Offer(OfferId Id, CourierId Courier, DateTimeOffset Until);

/// <summary>A delivery service that was asked and has not answered yet.</summary>
/// <param name="Quote">Its own number for the price it named.</param>
public sealed record Sought(BookingId Id, string Service, string? Quote = null, DateTimeOffset? Until = null);

/// <summary>Who brings it: a courier, somebody of the shop, or a delivery service.</summary>
public sealed record Driver(CourierId? Courier = null, MemberId? Seller = null, string? Service = null);

[JsonConverter(typeof(JsonStringEnumConverter<DeliveryStage>))]
public enum DeliveryStage { Searching, Unclaimed, Assigned, ToPickUp, PickedUp, OnTheWay, Delivered, Failed, Returned, Cancelled }
