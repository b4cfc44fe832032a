using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.Mollie;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>Money before the door: a link in the chat, a gateway the customer knows, and an order that says it is paid.</summary>
public static class PaymentsFeature
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration) => services
        .AddOrangeMoney(configuration)
        .AddMtnMomo(configuration)
        .AddWave(configuration)
        .AddMollie(configuration)
        .AddStripe(configuration)
        .AddFlutterwave(configuration)
        .AddSingleton<IProjection<PaymentEvent>, PaymentProjection>()
        .AddSingleton<IProjection<PaymentEvent>, AttemptProjection>()
        .AddSingleton<IProjection<PaymentEvent>, RefundProjection>()
        .AddSingleton<IGuard<PaymentEvent>, OneOpenRequest>()
        .AddSingleton<PaymentQueries>()
        .AddSingleton<PaymentDoors>()
        .AddSingleton<GatewayAccounts>()
        .AddSingleton<PaymentDesk>()
        .AddSingleton<PaymentCounter>()
        .AddSingleton<PaymentLook>()
        .AddTransient<INoticeSource, PaymentNotices>()
        .AddErrand<ReadPaymentNotice>()
        .AddReaction<WatchPayment, PaymentOpened>()
        .AddReaction<EndPayment, PaymentRequested>()
        .AddReaction<EndPayment, PaymentReminded>()
        .AddReaction<TellOrderOfPayment, PaymentReceived>()
        .AddReaction<TellOrderOfPayment, PaymentReceivedAgain>()
        .AddReaction<TellOrderOfPayment, RefundDone>()
        .AddReaction<TellCustomerOfPayment, PaymentRequested>()
        .AddReaction<SayLinkLeftUnsaid, PaymentRequested>()
        .AddReaction<TellCustomerOfPayment, PaymentReceived>()
        .AddReaction<TellCustomerOfPayment, PaymentExpired>()
        .AddReaction<TellCustomerOfPayment, RefundDone>()
        .AddReaction<SendRefund, RefundRequested>()
        .AddReaction<CallOffPayments, OrderCancelled>()
        .AddReaction<CallOffPayments, OrderPaid>()
        .AddReaction<ClosePages, PaymentCalledOff>()
        .AddReaction<ClosePages, PaymentReceived>();

    public static void MapPayments(this IEndpointRouteBuilder app) => app.MapPaymentDoors();
}
