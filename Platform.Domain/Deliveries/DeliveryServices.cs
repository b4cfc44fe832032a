using System.Diagnostics;
using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Deliveries;

/// <summary>
/// What a delivery service may be asked, and what its words move. They come late, twice and out of order:
/// a parcel goes forward, comes back or is given up, and never goes backwards.
/// </summary>
internal static class DeliveryServices
{
    public static Decision<DeliveryEvent> Decide(Delivery state, ServiceCommand command) => command switch
    {
        AskService c => Ask(state, c),
        NoteServiceQuote c => state.Sought is not { } sought || sought.Id != c.Booking || sought.Quote == c.Quote ? [] : new ServiceQuoted(c.Booking, c.Quote, c.Price, c.Until),
        DeclineService c => state.Sought is { } sought && sought.Id == c.Booking ? new ServiceDeclined(sought.Service, c.Booking, c.Reason) : [],
        BookService c => Book(state, c),
        NoteServiceReport c => state.Driver?.Service is null || state.Reference != c.Reference || c.At < state.ReportedAt ? [] : Hear(state, c),
        RecallService c => Recall(state, c),
        EndRecall c => End(state, c),
        _ => throw new UnreachableException($"No rule for {command.GetType().Name}"),
    };

    /// <summary>Whoever else was asked is told that it is settled: it must not be brought twice.</summary>
    private static Decision<DeliveryEvent> Ask(Delivery state, AskService c) => state switch
    {
        _ when state.LastSought == c.Booking => [],
        { Sought: not null } => Refuse("service_asked"),
        { Stage: not (DeliveryStage.Searching or DeliveryStage.Unclaimed) } => c.By is null ? [] : Refuse("has_driver"),
        { Stage: DeliveryStage.Searching } when c.By is null => [],
        _ => new Decision<DeliveryEvent>([.. state.WithdrawAll(), new ServiceAsked(c.Service, c.Booking, c.By)]),
    };

    /// <summary>What was booked is recorded also when the delivery was cancelled meanwhile: somebody has to call it back.</summary>
    private static Decision<DeliveryEvent> Book(Delivery state, BookService c)
    {
        var booked = new ServiceBooked(c.Service, c.Reference, c.Tracking, c.Fee, c.Booking, c.Label);
        if (state.Driver?.Service == c.Service && state.Reference == c.Reference) return [];
        if (c.Booking is not { } asked) return state.Appoint(booked);
        return state.Sought?.Id == asked ? booked : Refuse("called_off");
    }

    private static Decision<DeliveryEvent> Hear(Delivery state, NoteServiceReport c) => new(
    [
        .. c.Raw == state.Raw ? Array.Empty<DeliveryEvent>() : [new ServiceReported(c.Raw, c.At)],
        .. c.Courier is not { } courier || courier.Name == state.ServiceCourier ? Array.Empty<DeliveryEvent>() : [new ServiceCourierKnown(courier.Name, courier.Phone)],
        .. Moves(state, c),
    ]);

    private static DeliveryEvent[] Moves(Delivery state, NoteServiceReport c) => (c.State, state.Stage) switch
    {
        (ShipmentState.PickedUp, DeliveryStage.Assigned or DeliveryStage.ToPickUp) => [new ParcelPickedUp()],
        (ShipmentState.InTransit, DeliveryStage.Assigned or DeliveryStage.ToPickUp) => [new ParcelPickedUp(), new ParcelOnTheWay()],
        (ShipmentState.InTransit, DeliveryStage.PickedUp) => [new ParcelOnTheWay()],
        (ShipmentState.Delivered, DeliveryStage.Assigned or DeliveryStage.ToPickUp) => [new ParcelPickedUp(), Arrived(state)],
        (ShipmentState.Delivered, DeliveryStage.PickedUp or DeliveryStage.OnTheWay) => [Arrived(state)],
        (ShipmentState.Refused or ShipmentState.Returning, DeliveryStage.PickedUp or DeliveryStage.OnTheWay) => [Missed(state, FailureReason.Refused)],
        (ShipmentState.Cancelled, DeliveryStage.PickedUp or DeliveryStage.OnTheWay) => [Missed(state, FailureReason.Other)],
        (ShipmentState.Returned, DeliveryStage.PickedUp or DeliveryStage.OnTheWay) => [Missed(state, FailureReason.Refused), new ParcelReturned()],
        (ShipmentState.Returned, DeliveryStage.Failed) => [new ParcelReturned()],
        (ShipmentState.Returned, DeliveryStage.Cancelled) when state.HasLeftShop => [new ParcelReturned()],
        (ShipmentState.Refused or ShipmentState.Returned or ShipmentState.Cancelled, DeliveryStage.Assigned or DeliveryStage.ToPickUp) =>
            [new ServiceGaveBack(state.Driver!.Service!, c.Raw, state.IsRecalled)],
        _ => [],
    };

    private static ParcelDelivered Arrived(Delivery state) => new(new(ProofKind.Word), state.ToCollect);
    private static DeliveryAttemptFailed Missed(Delivery state, FailureReason why) => new(why, null, state.Attempts + 1);

    private static Decision<DeliveryEvent> Recall(Delivery state, RecallService c) => state switch
    {
        { Driver.Service: null } or { Reference: null } => Refuse("no_service"),
        { HasLeftShop: true } => Refuse("picked_up"),
        { IsRecalled: true } => [],
        _ => new ServiceRecalled(state.Driver!.Service!, state.Reference!, c.By),
    };

    private static Decision<DeliveryEvent> End(Delivery state, EndRecall c) => state switch
    {
        { Driver.Service: null } => [],
        _ when state.Reference != c.Reference => [],
        _ when c.Refusal is { } why => new ServiceRecallRefused(state.Driver!.Service!, why),
        { Stage: DeliveryStage.Assigned or DeliveryStage.ToPickUp } => new ServiceGaveBack(state.Driver!.Service!, state.Raw ?? "", IsRecalled: true),
        _ => [],
    };

    private static Refusal Refuse(string why) => Delivery.Refuse(why);
}

/// <summary>How far a shipment has come, whatever its service calls it. An unknown word moves nothing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShipmentState>))]
public enum ShipmentState { Unknown, Requested, Assigned, PickedUp, InTransit, Delivered, Refused, Returning, Returned, Cancelled }

/// <summary>Who of the service's people comes.</summary>
public sealed record ServiceCourier(Personal Name, Personal? Phone);
