using System.Diagnostics;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Deliveries;

/// <summary>What whoever drives may do next. A button pressed twice is one press.</summary>
internal static class DeliverySteps
{
    public static Decision<DeliveryEvent> Decide(Delivery state, StepCommand command) => (state, command) switch
    {
        ({ Driver: null }, _) => Refuse("no_driver"),
        ({ Driver: { } driver }, { By: { } courier }) when driver.Courier != courier => Refuse("not_yours"),
        (_, PickUpParcel) => Collect(state),
        (_, SetOut) => Leave(state),
        (_, DeliverParcel c) => Deliver(state, c),
        (_, FailAttempt c) => Fail(state, c),
        (_, ReturnParcel) => Return(state),
        _ => throw new UnreachableException($"No rule for {command.GetType().Name}"),
    };

    private static Decision<DeliveryEvent> Collect(Delivery state) => state.Stage switch
    {
        DeliveryStage.Assigned or DeliveryStage.ToPickUp => new ParcelPickedUp(),
        DeliveryStage.PickedUp or DeliveryStage.OnTheWay => [],
        _ => Refuse("over"),
    };

    /// <summary>Whoever forgot to say that they picked it up has done so all the same.</summary>
    private static Decision<DeliveryEvent> Leave(Delivery state) => state.Stage switch
    {
        DeliveryStage.Assigned or DeliveryStage.ToPickUp => [new ParcelPickedUp(), new ParcelOnTheWay()],
        DeliveryStage.PickedUp => new ParcelOnTheWay(),
        DeliveryStage.OnTheWay => [],
        _ => Refuse("over"),
    };

    private static Decision<DeliveryEvent> Deliver(Delivery state, DeliverParcel c) => state.Stage switch
    {
        DeliveryStage.Delivered => [],
        not (DeliveryStage.PickedUp or DeliveryStage.OnTheWay) => Refuse(state.HasLeftShop ? "over" : "not_picked_up"),
        _ when c.Proof.Kind is not ProofKind.Code => Arrived(state, c.Proof),
        _ when !state.TakesCode => Refuse("code_locked"),
        _ when c.Code?.Trim() != state.Code => new WrongCodeGiven(),
        _ => Arrived(state, c.Proof),
    };

    private static Decision<DeliveryEvent> Arrived(Delivery state, Proof proof) => new ParcelDelivered(proof, state.ToCollect);

    private static Decision<DeliveryEvent> Fail(Delivery state, FailAttempt c) => state.Stage switch
    {
        DeliveryStage.PickedUp or DeliveryStage.OnTheWay => new DeliveryAttemptFailed(c.Reason, c.Note, state.Attempts + 1),
        DeliveryStage.Failed => [],
        _ => Refuse(state.HasLeftShop ? "over" : "not_picked_up"),
    };

    private static Decision<DeliveryEvent> Return(Delivery state) => state.Stage switch
    {
        DeliveryStage.Returned => [],
        DeliveryStage.Failed or DeliveryStage.PickedUp => new ParcelReturned(),
        DeliveryStage.Cancelled when state.HasLeftShop => new ParcelReturned(),
        _ => Refuse(state.HasLeftShop ? "on_the_way" : "not_picked_up"),
    };

    private static Refusal Refuse(string why) => Delivery.Refuse(why);
}
