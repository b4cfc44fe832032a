using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;

namespace Platform.Domain.Deliveries;

[JsonConverter(typeof(ValueJson))]
public readonly record struct DeliveryId(Guid Value) : IStreamId<Delivery, DeliveryCommand, DeliveryEvent>;

[JsonConverter(typeof(ValueJson))]
public readonly record struct OfferId(Guid Value);

/// <summary>One asking of one delivery service; whatever it is asked for twice is booked once.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly record struct BookingId(Guid Value);

/// <summary>A courier who may be asked, and what speaks for them.</summary>
public sealed record Candidate(CourierId Courier, ContactWay Way, IReadOnlyList<Reason> Why);

public abstract record DeliveryCommand;

public sealed record RequestDelivery(
    OrderId For, string Number, ContactId Customer, ConversationId? Chat, string City, DateOnly? Date, string? Slot, DateTimeOffset? DueBy, Money ToCollect, string Code) : DeliveryCommand;

/// <summary>Asks the best who has not been asked, while no answer is awaited.</summary>
/// <param name="Candidates">Best first.</param>
public sealed record AskNext(OfferId Offer, DateTimeOffset Until, IReadOnlyList<Candidate> Candidates) : DeliveryCommand;

/// <summary>A person does not want to wait: one more is asked, and whoever accepts first has it.</summary>
public sealed record AskAnother(OfferId Offer, DateTimeOffset Until, IReadOnlyList<Candidate> Candidates) : DeliveryCommand;

/// <summary>A person begins again with everybody.</summary>
public sealed record AskEverybodyAgain(OfferId Offer, DateTimeOffset Until, IReadOnlyList<Candidate> Candidates) : DeliveryCommand;

public sealed record AcceptOffer(OfferId Offer, CourierId By) : DeliveryCommand;
public sealed record RefuseOffer(OfferId Offer, CourierId By) : DeliveryCommand;
public sealed record ExpireOffer(OfferId Offer) : DeliveryCommand;
public sealed record LoseOffer(OfferId Offer, string Reason) : DeliveryCommand;
public sealed record GiveBack(CourierId By) : DeliveryCommand;
public sealed record AssignCourier(CourierId Courier, MemberId By) : DeliveryCommand;
public sealed record TakeDelivery(MemberId By) : DeliveryCommand;

/// <summary>What passes between the seller and a delivery service.</summary>
public abstract record ServiceCommand : DeliveryCommand;

/// <param name="By">Nobody: only if really no courier is left.</param>
public sealed record AskService(BookingId Booking, string Service, MemberId? By) : ServiceCommand;
public sealed record NoteServiceQuote(BookingId Booking, string? Quote, Money? Price, DateTimeOffset? Until) : ServiceCommand;
public sealed record DeclineService(BookingId Booking, string Reason) : ServiceCommand;

/// <param name="Booking">What was asked for; nothing when a person booked it themselves.</param>
public sealed record BookService(string Service, string Reference, string? Tracking, Money? Fee, BookingId? Booking = null, string? Label = null) : ServiceCommand;

/// <param name="Reference">Of the shipment: what is said of an earlier one moves nothing.</param>
public sealed record NoteServiceReport(string Reference, ShipmentState State, string Raw, DateTimeOffset At, ServiceCourier? Courier = null) : ServiceCommand;
public sealed record RecallService(MemberId By) : ServiceCommand;

/// <param name="Refusal">Null when the service let go of it.</param>
public sealed record EndRecall(string Reference, string? Refusal) : ServiceCommand;

/// <summary>A step of whoever drives.</summary>
/// <param name="By">The courier; nobody when somebody at the shop or the service's own word moves it.</param>
public abstract record StepCommand(CourierId? By) : DeliveryCommand;

public sealed record PickUpParcel(CourierId? By) : StepCommand(By);
public sealed record SetOut(CourierId? By) : StepCommand(By);

/// <param name="Code">As it was said at the door, when the proof is a code.</param>
public sealed record DeliverParcel(CourierId? By, Proof Proof, string? Code = null) : StepCommand(By);
public sealed record FailAttempt(CourierId? By, FailureReason Reason, Personal? Note = null) : StepCommand(By);
public sealed record ReturnParcel(CourierId? By) : StepCommand(By);

public sealed record NoteParcelReady : DeliveryCommand;
public sealed record RescheduleDelivery(DateOnly Date, string? Slot, DateTimeOffset? DueBy = null) : DeliveryCommand;
public sealed record CancelDelivery(string Reason) : DeliveryCommand;
public sealed record ChangeAmountDue(Money ToCollect) : DeliveryCommand;
public sealed record NoteCourierWords(CourierId By, Personal Text) : DeliveryCommand;
