using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Invoices;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Identity;

/// <summary>Who may ask for what. A command without a row is refused to everybody.</summary>
public static class Permissions
{
    public static bool Allows(Actor actor, object command) => command switch
    {
        ReceiveMessage => Product(actor) || actor.Kind is ActorKind.Customer,
        NotePhoneMessage or RecallMessage or IdentifyCustomer or KeepFile or LoseFile => Product(actor),
        ReactToMessage or EditMessage or RevokeMessage => Product(actor) || actor.Kind is ActorKind.Customer,
        StopMessages or ResumeMessages => Product(actor) || actor.Kind is ActorKind.Customer || Answering(actor),
        ReadConversation => Answering(actor) || Writing(actor),
        QueueReply => Answering(actor) || Writing(actor) || actor.Kind is ActorKind.Assistant,
        ScheduleReply or DropScheduled => Answering(actor) || Writing(actor),
        SendScheduled => Answering(actor) || Product(actor),
        QueueTemplate => Answering(actor) || Writing(actor),
        TakeTurn or SendFollowUp => actor.Kind is ActorKind.Assistant,
        NoteOrder or SendNotice or AskSatisfaction => Product(actor),
        PlaceOrder => Answering(actor) || Writing(actor) || actor.Kind is ActorKind.Assistant,
        ConfirmOrder or CancelOrder or EditOrder => Answering(actor) || Writing(actor),
        StartPreparing or PickLine or FinishPreparing or StepBack => Answering(actor) || Writing(actor),
        HandOver or DeliverOrder or FailDelivery or RescheduleOrder or ReturnGoods or TakePayment => Answering(actor) || Writing(actor) || Product(actor),
        NoteRefund => Product(actor),
        IssueInvoice => Answering(actor) || Product(actor),
        RequestDelivery or AskNext or AcceptOffer or RefuseOffer or ExpireOffer or LoseOffer or GiveBack => Product(actor),
        NoteServiceQuote or DeclineService or EndRecall => Product(actor),
        NoteParcelReady or NoteServiceReport or NoteCourierWords or ChangeAmountDue or NoteCashCollected => Product(actor),
        AskAnother or AskEverybodyAgain or AssignCourier or RecallService or HandOverCash => Answering(actor),
        TakeDelivery or AskService or BookService or StepCommand or RescheduleDelivery or CancelDelivery => Answering(actor) || Product(actor),
        RequestPayment => Answering(actor) || Writing(actor) || actor.Kind is ActorKind.Assistant,
        CallOffPayment => Answering(actor) || Writing(actor) || Product(actor),
        OpenPayment => Product(actor) || actor.Kind is ActorKind.Customer,
        ReportPayment or ExpirePayment or RemindPayment or StartRefund => Product(actor),
        RequestRefund => Leading(actor),
        ReportRefund => Product(actor) || Leading(actor),
        RetryReply => Answering(actor) || Writing(actor),
        StartSending or ConfirmReply or DoubtReply or RequeueReply or FailReply or NoteReceipt => Product(actor) || ForTheReply(actor),
        TakeOver => Answering(actor),
        HandBack => Answering(actor),
        WriteNote => Answering(actor) || actor.Kind is ActorKind.Assistant,
        AssignConversation or TagConversation or UntagConversation or SnoozeConversation or NameCustomer => Answering(actor),
        WakeConversation => Answering(actor) || Product(actor),
        CloseConversation or ReopenConversation => Answering(actor) || Writing(actor) || Product(actor),
        EraseCustomer => actor is { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner },
        _ => false,
    };

    private static bool Answering(Actor actor) => actor is { Kind: ActorKind.Member, Role: Role.Agent or Role.Admin or Role.Owner };

    private static bool Leading(Actor actor) => actor is { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner };

    /// <summary>A key reaches an endpoint only with the scope the endpoint names (<see cref="ApiKeys.ScopeRules"/>).</summary>
    private static bool Writing(Actor actor) => actor.Kind is ActorKind.ApiKey;

    private static bool Product(Actor actor) => actor.Kind is ActorKind.System;

    /// <summary>Sending goes on in the name of whoever wrote the reply.</summary>
    private static bool ForTheReply(Actor actor) => actor.Kind is ActorKind.Assistant || Answering(actor) || Writing(actor);
}
