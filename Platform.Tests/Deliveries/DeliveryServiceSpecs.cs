using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;

namespace Platform.Tests.Deliveries;

public sealed class DeliveryServiceSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly CourierId Blaise = new(Guid.CreateVersion7());
    private static readonly OfferId First = new(Guid.CreateVersion7());
    private static readonly BookingId Booking = new(Guid.CreateVersion7()), Later = new(Guid.CreateVersion7());
    private static readonly MemberId Awa = new(Guid.CreateVersion7());
    private static readonly Money Due = Money.Of(979, Currency.MAD), Fee = Money.Of(28, Currency.MAD);
    private static readonly ServiceBooked Booked = new("glovo", "GV1", null, Fee, Booking);
    private static readonly ServiceAsked Asked = new("glovo", Booking, null);

    private readonly Spec<Delivery, DeliveryCommand, DeliveryEvent> spec = new();

    [Fact]
    public void When_nobody_is_left_a_service_is_asked_once() => spec
        .Given(Requested(), new CouriersExhausted(0))
        .When(new AskService(Booking, "glovo", By: null), Noon)
        .Then(Asked)
        .When(new AskService(Booking, "glovo", By: null), Noon)
        .ThenNothing()
        .When(new AskService(Later, "sendit", Awa), Noon)
        .ThenRefused("delivery.service_asked");

    [Fact]
    public void By_itself_it_is_not_asked_while_a_courier_thinks() => spec
        .Given(Requested(), Offered())
        .When(new AskService(Booking, "glovo", By: null), Noon)
        .ThenNothing();

    [Fact]
    public void A_person_need_not_wait_and_whoever_was_asked_is_told() => spec
        .Given(Requested(), Offered())
        .When(new AskService(Booking, "glovo", Awa), Noon)
        .Then(new OfferWithdrawn(First, Blaise), new ServiceAsked("glovo", Booking, Awa));

    [Fact]
    public void Nobody_else_gets_it_while_the_service_is_being_asked() => spec
        .Given(Requested(), new CouriersExhausted(0), Asked)
        .When(new AskNext(First, Noon.AddMinutes(5), [new(Blaise, ContactWay.WhatsApp, [])]), Noon)
        .ThenNothing()
        .When(new AssignCourier(Blaise, Awa), Noon)
        .ThenRefused("delivery.service_asked");

    [Fact]
    public void Its_price_is_kept_for_the_booking_that_asked() => spec
        .Given(Requested(), new CouriersExhausted(0), Asked)
        .When(new NoteServiceQuote(Booking, "q-1", Fee, Noon.AddMinutes(10)), Noon)
        .Then(new ServiceQuoted(Booking, "q-1", Fee, Noon.AddMinutes(10)))
        .When(new NoteServiceQuote(Booking, "q-1", Fee, Noon.AddMinutes(10)), Noon)
        .ThenNothing()
        .When(new NoteServiceQuote(Later, "q-2", Fee, null), Noon)
        .ThenNothing();

    [Fact]
    public void What_it_booked_is_recorded_once() => spec
        .Given(Requested(), new CouriersExhausted(0), Asked)
        .When(new BookService("glovo", "GV1", null, Fee, Booking), Noon)
        .Then(Booked)
        .When(new BookService("glovo", "GV1", null, Fee, Booking), Noon)
        .ThenNothing();

    [Fact]
    public void What_was_booked_for_a_cancelled_delivery_is_known_and_it_stays_cancelled()
    {
        spec.Given(Requested(), new CouriersExhausted(0), Asked, new DeliveryCancelled("client"))
            .When(new BookService("glovo", "GV1", null, Fee, Booking), Noon)
            .Then(Booked)
            .When(new EndRecall("GV1", null), Noon)
            .ThenNothing();
        Assert.Equal(DeliveryStage.Cancelled, spec.State.Stage);
    }

    [Fact]
    public void A_booking_nobody_asked_for_is_not_taken_up() => spec
        .Given(Requested(), new CouriersExhausted(0), Asked, new ServiceDeclined("glovo", Booking, "doubt"))
        .When(new BookService("glovo", "GV1", null, Fee, Booking), Noon)
        .ThenRefused("delivery.called_off");

    [Fact]
    public void One_that_declines_leaves_the_choice_to_people() => spec
        .Given(Requested(), new CouriersExhausted(0), Asked)
        .When(new DeclineService(Booking, "area"), Noon)
        .Then(new ServiceDeclined("glovo", Booking, "area"))
        .When(new AskService(Booking, "glovo", By: null), Noon)
        .ThenNothing()
        .When(new AskService(Later, "glovo", Awa), Noon)
        .Then(new ServiceAsked("glovo", Later, Awa));

    [Fact]
    public void Its_words_move_the_parcel_to_the_door() => spec
        .Given(Requested(), Booked)
        .When(Says(ShipmentState.Assigned, "ACCEPTED", 1), Noon)
        .Then(new ServiceReported("ACCEPTED", At(1)))
        .When(Says(ShipmentState.InTransit, "PICKED", 2), Noon)
        .Then(new ServiceReported("PICKED", At(2)), new ParcelPickedUp(), new ParcelOnTheWay())
        .When(Says(ShipmentState.Delivered, "DELIVERED", 3), Noon)
        .Then(new ServiceReported("DELIVERED", At(3)), new ParcelDelivered(new(ProofKind.Word), Due));

    [Fact]
    public void Words_that_were_missed_are_made_up_for() => spec
        .Given(Requested(), Booked)
        .When(Says(ShipmentState.Delivered, "DELIVERED", 3), Noon)
        .Then(new ServiceReported("DELIVERED", At(3)), new ParcelPickedUp(), new ParcelDelivered(new(ProofKind.Word), Due));

    [Fact]
    public void A_late_word_moves_nothing_backwards() => spec
        .Given(Requested(), Booked, new ServiceReported("PICKED", At(2)), new ParcelPickedUp(), new ParcelOnTheWay())
        .When(Says(ShipmentState.Assigned, "ACCEPTED", 1), Noon)
        .ThenNothing()
        .When(Says(ShipmentState.Assigned, "ACCEPTED", 4), Noon)
        .Then(new ServiceReported("ACCEPTED", At(4)));

    [Fact]
    public void A_word_of_another_shipment_is_not_this_ones() => spec
        .Given(Requested(), Booked)
        .When(new NoteServiceReport("GV0", ShipmentState.Delivered, "DELIVERED", At(1)), Noon)
        .ThenNothing();

    [Fact]
    public void A_word_nobody_knows_is_kept_and_moves_nothing() => spec
        .Given(Requested(), Booked)
        .When(Says(ShipmentState.Unknown, "EN_ORBITE", 1), Noon)
        .Then(new ServiceReported("EN_ORBITE", At(1)));

    [Fact]
    public void One_that_gives_up_before_it_came_leaves_the_parcel_to_people() => spec
        .Given(Requested(), Booked)
        .When(Says(ShipmentState.Cancelled, "CANCELLED", 1), Noon)
        .Then(new ServiceReported("CANCELLED", At(1)), new ServiceGaveBack("glovo", "CANCELLED", IsRecalled: false))
        .When(new AssignCourier(Blaise, Awa), Noon)
        .Then(new CourierAssigned(Blaise, Awa));

    [Fact]
    public void What_the_customer_refused_comes_back() => spec
        .Given(Requested(), Booked, new ParcelPickedUp(), new ParcelOnTheWay())
        .When(Says(ShipmentState.Refused, "REJECTED", 1), Noon)
        .Then(new ServiceReported("REJECTED", At(1)), new DeliveryAttemptFailed(FailureReason.Refused, null, 1))
        .When(Says(ShipmentState.Returned, "RETURNED", 2), Noon)
        .Then(new ServiceReported("RETURNED", At(2)), new ParcelReturned());

    [Fact]
    public void It_is_called_back_until_it_has_fetched_the_parcel() => spec
        .Given(Requested(), Booked)
        .When(new RecallService(Awa), Noon)
        .Then(new ServiceRecalled("glovo", "GV1", Awa))
        .When(new RecallService(Awa), Noon)
        .ThenNothing()
        .When(new EndRecall("GV1", null), Noon)
        .Then(new ServiceGaveBack("glovo", "", IsRecalled: true));

    [Fact]
    public void Too_late_is_said_and_the_parcel_stays_with_it() => spec
        .Given(Requested(), Booked, new ServiceRecalled("glovo", "GV1", Awa))
        .When(new EndRecall("GV1", "too_late"), Noon)
        .Then(new ServiceRecallRefused("glovo", "too_late"))
        .When(new AssignCourier(Blaise, Awa), Noon)
        .ThenRefused("delivery.service_has_it");

    [Fact]
    public void Who_of_theirs_comes_is_known_once()
    {
        var brahim = new ServiceCourier(new Personal(Guid.NewGuid(), "Brahim"), null);
        spec.Given(Requested(), Booked)
            .When(Says(ShipmentState.Assigned, "ACCEPTED", 1) with { Courier = brahim }, Noon)
            .Then(new ServiceReported("ACCEPTED", At(1)), new ServiceCourierKnown(brahim.Name, null))
            .When(Says(ShipmentState.Assigned, "ACCEPTED", 1) with { Courier = brahim }, Noon)
            .ThenNothing();
    }

    private static DateTimeOffset At(int minute) => Noon.AddMinutes(minute);
    private static NoteServiceReport Says(ShipmentState state, string raw, int minute) => new("GV1", state, raw, At(minute));
    private static CourierOffered Offered() => new(First, Blaise, ContactWay.WhatsApp, Noon.AddMinutes(5), []);

    private static DeliveryRequested Requested() =>
        new(new OrderId(Guid.CreateVersion7()), "CMD-1042", new ContactId(Guid.CreateVersion7()), null, "Casablanca", null, null, null, Due, "1234");
}
