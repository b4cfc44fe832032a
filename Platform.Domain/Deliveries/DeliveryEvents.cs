using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Orders;

namespace Platform.Domain.Deliveries;

public abstract record DeliveryEvent;

/// <param name="Number">The order's, as people say it aloud.</param>
/// <param name="DueBy">The end of the hours that were promised.</param>
/// <param name="ToCollect">Cash the courier takes at the door; nothing when it is paid.</param>
/// <param name="Code">What the customer says at the door to prove it was them.</param>
public sealed record DeliveryRequested(
    OrderId For, string Number, ContactId Customer, ConversationId? Chat, string City, DateOnly? Date, string? Slot, DateTimeOffset? DueBy, Money ToCollect, string Code) : DeliveryEvent;

/// <param name="Why">What spoke for this courier when they were asked.</param>
public sealed record CourierOffered(OfferId Offer, CourierId Courier, ContactWay Way, DateTimeOffset Until, IReadOnlyList<Reason> Why) : DeliveryEvent;
public sealed record OfferAccepted(OfferId Offer, CourierId Courier) : DeliveryEvent;
public sealed record OfferRefused(OfferId Offer, CourierId Courier) : DeliveryEvent;
public sealed record OfferExpired(OfferId Offer, CourierId Courier) : DeliveryEvent;

/// <summary>It never reached the courier.</summary>
public sealed record OfferLost(OfferId Offer, CourierId Courier, string Reason) : DeliveryEvent;

/// <summary>Somebody else has it, or the seller decided otherwise, before the courier answered.</summary>
public sealed record OfferWithdrawn(OfferId Offer, CourierId Courier) : DeliveryEvent;

/// <summary>A yes that came when the offer was over.</summary>
public sealed record OfferAnsweredLate(OfferId Offer, CourierId Courier) : DeliveryEvent;

/// <summary>Everybody who could be asked has been.</summary>
public sealed record CouriersExhausted(int Asked) : DeliveryEvent;

/// <param name="By">The person who decided it; nobody when the courier accepted an offer.</param>
public sealed record CourierAssigned(CourierId Courier, MemberId? By) : DeliveryEvent;

/// <summary>A courier who had said yes cannot come after all.</summary>
public sealed record CourierGaveBack(CourierId Courier) : DeliveryEvent;

/// <summary>The seller brings it to the customer themselves.</summary>
public sealed record SellerTookDelivery(MemberId By) : DeliveryEvent;

/// <summary>A delivery service is being asked. Noted before anybody is called, so that it is booked once.</summary>
/// <param name="By">Nobody when it was asked because no courier was left.</param>
public sealed record ServiceAsked(string Service, BookingId Booking, MemberId? By) : DeliveryEvent;

/// <param name="Quote">By which the service knows its own price.</param>
public sealed record ServiceQuoted(BookingId Booking, string? Quote, Money? Price, DateTimeOffset? Until) : DeliveryEvent;

/// <summary>It does not bring this one, or could not be asked.</summary>
public sealed record ServiceDeclined(string Service, BookingId Booking, string Reason) : DeliveryEvent;

/// <param name="Service">`glovo`, or the name the seller gave the parcel company.</param>
/// <param name="Reference">Of the shipment there.</param>
/// <param name="Label">Where what is stuck on the parcel can be printed.</param>
public sealed record ServiceBooked(string Service, string Reference, string? Tracking, Money? Fee, BookingId? Booking = null, string? Label = null) : DeliveryEvent;

/// <param name="Raw">The service's own word, kept as it came: tomorrow's words are not known today.</param>
public sealed record ServiceReported(string Raw, DateTimeOffset At) : DeliveryEvent;

/// <summary>Who of theirs comes, once they say so.</summary>
public sealed record ServiceCourierKnown(Personal Name, Personal? Phone) : DeliveryEvent;

/// <summary>The seller wants the parcel back from the service before it is fetched.</summary>
public sealed record ServiceRecalled(string Service, string Reference, MemberId By) : DeliveryEvent;
public sealed record ServiceRecallRefused(string Service, string Reason) : DeliveryEvent;

/// <summary>It will not come after all: recalled, or given up by itself.</summary>
/// <param name="Raw">Its last word.</param>
public sealed record ServiceGaveBack(string Service, string Raw, bool IsRecalled) : DeliveryEvent;

/// <summary>The goods wait at the shop.</summary>
public sealed record ParcelReady : DeliveryEvent;
public sealed record ParcelPickedUp : DeliveryEvent;
public sealed record ParcelOnTheWay : DeliveryEvent;
public sealed record ParcelDelivered(Proof Proof, Money Collected) : DeliveryEvent;

/// <summary>A code was said at the door that is not the customer's.</summary>
public sealed record WrongCodeGiven : DeliveryEvent;

public sealed record DeliveryAttemptFailed(FailureReason Reason, Personal? Note, int Attempt) : DeliveryEvent;
public sealed record DeliveryRescheduled(DateOnly Date, string? Slot, DateTimeOffset? DueBy) : DeliveryEvent;
public sealed record ParcelReturned : DeliveryEvent;
public sealed record DeliveryCancelled(string Reason) : DeliveryEvent;

/// <summary>It was paid in the meantime, or the order changed.</summary>
public sealed record AmountDueChanged(Money ToCollect) : DeliveryEvent;

/// <summary>What a courier wrote that was no answer to a question of ours.</summary>
public sealed record CourierWrote(CourierId Courier, Personal Text) : DeliveryEvent;

/// <summary>How it is known that the parcel arrived.</summary>
/// <param name="File">Of a photo or a drawn signature, in the file store.</param>
/// <param name="By">Who took it, where somebody else than the customer did.</param>
/// <param name="Place">Latitude and longitude as text, where the phone told.</param>
public sealed record Proof(ProofKind Kind, string? File = null, Personal? By = null, Personal? Place = null);

[JsonConverter(typeof(JsonStringEnumConverter<ProofKind>))]
public enum ProofKind { Code, Photo, Signature, Name, Word }

[JsonConverter(typeof(JsonStringEnumConverter<FailureReason>))]
public enum FailureReason { NobodyThere, NoAnswer, WrongAddress, Refused, CannotPay, Damaged, Other }
