using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;

namespace Platform.Tests.Deliveries;

public sealed class DeliverySpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FivePast = Noon.AddMinutes(5);
    private static readonly CourierId Blaise = new(Guid.CreateVersion7()), Karim = new(Guid.CreateVersion7()), Nadia = new(Guid.CreateVersion7());
    private static readonly OfferId First = new(Guid.CreateVersion7()), Second = new(Guid.CreateVersion7()), Third = new(Guid.CreateVersion7());
    private static readonly MemberId Awa = new(Guid.CreateVersion7());
    private static readonly Money Due = Money.Of(979, Currency.MAD);
    private static readonly IReadOnlyList<Candidate> All = [new(Blaise, ContactWay.WhatsApp, []), new(Karim, ContactWay.Sms, [])];

    private readonly Spec<Delivery, DeliveryCommand, DeliveryEvent> spec = new();

    [Fact]
    public void The_best_is_asked_first() => spec
        .Given(Requested())
        .When(new AskNext(First, FivePast, All), Noon)
        .Then(new CourierOffered(First, Blaise, ContactWay.WhatsApp, FivePast, All[0].Why));

    [Fact]
    public void Nobody_else_is_asked_while_an_answer_is_awaited() => spec
        .Given(Requested(), Offered(First, Blaise))
        .When(new AskNext(Second, FivePast, All), Noon)
        .ThenNothing();

    [Fact]
    public void After_a_refusal_the_next_is_asked() => spec
        .Given(Requested(), Offered(First, Blaise), new OfferRefused(First, Blaise))
        .When(new AskNext(Second, FivePast, All), Noon)
        .Then(new CourierOffered(Second, Karim, ContactWay.Sms, FivePast, All[1].Why));

    [Fact]
    public void When_everybody_has_been_asked_that_is_said_once() => spec
        .Given(Requested(), Offered(First, Blaise), new OfferExpired(First, Blaise), Offered(Second, Karim), new OfferRefused(Second, Karim))
        .When(new AskNext(Third, FivePast, All), Noon)
        .Then(new CouriersExhausted(2))
        .When(new AskNext(Third, FivePast, All), Noon)
        .ThenNothing();

    [Fact]
    public void Whoever_accepts_has_it() => spec
        .Given(Requested(), Offered(First, Blaise))
        .When(new AcceptOffer(First, Blaise), Noon.AddMinutes(1))
        .Then(new OfferAccepted(First, Blaise), new CourierAssigned(Blaise, null));

    [Fact]
    public void Of_two_who_accept_the_first_has_it_and_the_second_is_told() => spec
        .Given(Requested(), Offered(First, Blaise))
        .When(new AskAnother(Second, FivePast, All), Noon)
        .When(new AcceptOffer(Second, Karim), Noon.AddMinutes(1))
        .Then(new OfferAccepted(Second, Karim), new OfferWithdrawn(First, Blaise), new CourierAssigned(Karim, null))
        .When(new AcceptOffer(First, Blaise), Noon.AddMinutes(1))
        .Then(new OfferAnsweredLate(First, Blaise))
        .When(new AcceptOffer(First, Blaise), Noon.AddMinutes(2))
        .ThenNothing();

    [Fact]
    public void Accepting_twice_is_accepting_once() => spec
        .Given(Requested(), Offered(First, Blaise), new OfferAccepted(First, Blaise), new CourierAssigned(Blaise, null))
        .When(new AcceptOffer(First, Blaise), Noon)
        .ThenNothing();

    [Fact]
    public void A_yes_after_the_five_minutes_is_too_late_even_if_the_timer_is() => spec
        .Given(Requested(), Offered(First, Blaise))
        .When(new AcceptOffer(First, Blaise), FivePast)
        .Then(new OfferExpired(First, Blaise), new OfferAnsweredLate(First, Blaise));

    [Fact]
    public void Nobody_answers_for_somebody_else() => spec
        .Given(Requested(), Offered(First, Blaise))
        .When(new RefuseOffer(First, Karim), Noon)
        .ThenNothing()
        .When(new AcceptOffer(First, Karim), Noon)
        .Then(new OfferAnsweredLate(First, Karim));

    [Fact]
    public void An_offer_expires_at_its_time_and_not_before()
    {
        spec.Given(Requested(), Offered(First, Blaise)).When(new ExpireOffer(First), FivePast.AddTicks(-1)).ThenNothing();
        spec.When(new ExpireOffer(First), FivePast).Then(new OfferExpired(First, Blaise)).When(new ExpireOffer(First), FivePast).ThenNothing();
    }

    [Fact]
    public void A_timer_that_fires_after_the_yes_changes_nothing() => spec
        .Given(Requested(), Offered(First, Blaise), new OfferAccepted(First, Blaise), new CourierAssigned(Blaise, null))
        .When(new ExpireOffer(First), FivePast)
        .ThenNothing();

    [Fact]
    public void A_person_who_chooses_settles_it_for_everybody_who_was_asked() => spec
        .Given(Requested(), Offered(First, Blaise))
        .When(new AssignCourier(Nadia, Awa), Noon)
        .Then(new OfferWithdrawn(First, Blaise), new CourierAssigned(Nadia, Awa));

    [Fact]
    public void Asking_everybody_again_begins_with_the_best() => spec
        .Given(Requested(), Offered(First, Blaise), new OfferExpired(First, Blaise), Offered(Second, Karim), new OfferExpired(Second, Karim), new CouriersExhausted(2))
        .When(new AskEverybodyAgain(Third, FivePast, All), Noon)
        .Then(new CourierOffered(Third, Blaise, ContactWay.WhatsApp, FivePast, All[0].Why));

    [Fact]
    public void A_courier_who_cannot_come_after_all_gives_it_back_until_they_have_the_parcel()
    {
        spec.Given(Requested(), new CourierAssigned(Blaise, null)).When(new GiveBack(Karim)).ThenRefused("delivery.not_yours");
        spec.When(new GiveBack(Blaise)).Then(new CourierGaveBack(Blaise));
        spec.Given(new CourierAssigned(Karim, null), new ParcelPickedUp()).When(new GiveBack(Karim)).ThenRefused("delivery.picked_up");
    }

    [Fact]
    public void Only_the_courier_who_drives_moves_it() => spec
        .Given(Requested(), new CourierAssigned(Blaise, null))
        .When(new PickUpParcel(Karim))
        .ThenRefused("delivery.not_yours");

    [Fact]
    public void Whoever_sets_out_has_picked_it_up() => spec
        .Given(Requested(), new CourierAssigned(Blaise, null))
        .When(new SetOut(Blaise))
        .Then(new ParcelPickedUp(), new ParcelOnTheWay())
        .When(new SetOut(Blaise))
        .ThenNothing();

    [Fact]
    public void The_customers_code_proves_it()
    {
        spec.Given(Requested(), new CourierAssigned(Blaise, null), new ParcelPickedUp(), new ParcelOnTheWay());
        spec.When(Coded("1111")).Then(new WrongCodeGiven());
        spec.When(Coded(" 4821 ")).Then(new ParcelDelivered(new(ProofKind.Code), Due)).When(Coded("4821")).ThenNothing();
    }

    [Fact]
    public void Codes_cannot_be_tried_out()
    {
        spec.Given(Requested(), new CourierAssigned(Blaise, null), new ParcelPickedUp(), new ParcelOnTheWay());
        for (var i = 0; i < Delivery.MostWrongCodes; i++) spec.When(Coded($"{i}{i}{i}{i}")).Then(new WrongCodeGiven());
        spec.When(Coded("4821")).ThenRefused("delivery.code_locked");
    }

    [Fact]
    public void What_was_not_picked_up_is_not_delivered() => spec
        .Given(Requested(), new CourierAssigned(Blaise, null))
        .When(new DeliverParcel(Blaise, new(ProofKind.Photo, "photo")))
        .ThenRefused("delivery.not_picked_up");

    [Fact]
    public void A_failed_visit_is_counted_and_may_be_made_again()
    {
        spec.Given(Requested(), new CourierAssigned(Blaise, null), new ParcelPickedUp(), new ParcelOnTheWay());
        spec.When(new FailAttempt(Blaise, FailureReason.NobodyThere)).Then(new DeliveryAttemptFailed(FailureReason.NobodyThere, null, 1));
        spec.When(new RescheduleDelivery(new(2026, 3, 3), "10h-13h")).Then(new DeliveryRescheduled(new(2026, 3, 3), "10h-13h", null));
        spec.When(new SetOut(Blaise)).Then(new ParcelOnTheWay());
        spec.When(new FailAttempt(Blaise, FailureReason.NoAnswer)).Then(new DeliveryAttemptFailed(FailureReason.NoAnswer, null, 2));
    }

    [Fact]
    public void After_the_third_visit_it_goes_back()
    {
        spec.Given(Requested(), new CourierAssigned(Blaise, null), new ParcelPickedUp(), new DeliveryAttemptFailed(FailureReason.NobodyThere, null, Delivery.MostAttempts));
        spec.When(new RescheduleDelivery(new(2026, 3, 3), null)).ThenRefused("delivery.attempts");
        spec.When(new ReturnParcel(Blaise)).Then(new ParcelReturned()).When(new ReturnParcel(Blaise)).ThenNothing();
    }

    [Fact]
    public void A_cancelled_order_takes_back_what_was_asked_and_what_was_carried()
    {
        spec.Given(Requested(), Offered(First, Blaise)).When(new CancelDelivery("client")).Then(new OfferWithdrawn(First, Blaise), new DeliveryCancelled("client"));
        Assert.True(spec.State.IsOver);
    }

    [Fact]
    public void A_parcel_on_the_road_that_is_cancelled_comes_home()
    {
        spec.Given(Requested(), new CourierAssigned(Blaise, null), new ParcelPickedUp(), new DeliveryCancelled("client"));
        Assert.False(spec.State.IsOver);
        spec.When(new DeliverParcel(Blaise, new(ProofKind.Word))).ThenRefused("delivery.over");
        spec.When(new ReturnParcel(Blaise)).Then(new ParcelReturned());
    }

    [Fact]
    public void What_is_paid_meanwhile_is_not_collected_at_the_door() => spec
        .Given(Requested(), new CourierAssigned(Blaise, null), new ParcelPickedUp(), new AmountDueChanged(new(0, Currency.MAD)))
        .When(new DeliverParcel(Blaise, new(ProofKind.Word)))
        .Then(new ParcelDelivered(new(ProofKind.Word), new(0, Currency.MAD)));

    [Fact]
    public void A_services_word_is_kept_as_it_came_and_once() => spec
        .Given(Requested(), new ServiceBooked("glovo", "100001", null, null))
        .When(new NoteServiceReport("100001", ShipmentState.Assigned, "WAITING_FOR_PICKUP", Noon))
        .Then(new ServiceReported("WAITING_FOR_PICKUP", Noon))
        .When(new NoteServiceReport("100001", ShipmentState.Assigned, "WAITING_FOR_PICKUP", Noon))
        .ThenNothing();

    private static DeliverParcel Coded(string code) => new(Blaise, new(ProofKind.Code), code);
    private static CourierOffered Offered(OfferId offer, CourierId courier) => new(offer, courier, ContactWay.WhatsApp, FivePast, []);

    private static DeliveryRequested Requested() =>
        new(new OrderId(Guid.CreateVersion7()), "CMD-1042", new ContactId(Guid.CreateVersion7()), null, "Casablanca", null, null, null, Due, "4821");
}
