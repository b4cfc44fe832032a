using Microsoft.Extensions.Options;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;
using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;
using Platform.Integrations.Sms;
using Platform.Integrations.Sms.AfricasTalking;
using Platform.Integrations.Sms.OrangeSms;
using Platform.Integrations.Sms.Twilio;
using Platform.Web.Deliveries.Carriers;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Public;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Web.Deliveries;

/// <summary>From the yes to the door: couriers are asked, drive, prove and bring the cash home.</summary>
public static class DeliveriesFeature
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TextOptions>()
            .Configure(options => (options.Provider, options.WebhookSecret) = (configuration["TEXT_PROVIDER"], configuration["TEXT_WEBHOOK_SECRET"]))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<TwilioLineOptions>().Configure<PublicAddress, IOptions<TextOptions>>((options, address, texts) => (options.TextDoor, options.VoiceDoor) = (
            new Uri(address.Of($"/api/texts/{TwilioLineRegistration.Provider}/{texts.Value.WebhookSecret}")), new Uri(address.Of($"/api/calls/{TwilioLineRegistration.Provider}/{texts.Value.WebhookSecret}"))));
        return services.AddAfricasTalking(configuration).AddOrangeSms(configuration).AddTwilioLine(configuration).AddGlovo(configuration).AddSendit(configuration).AddEverything();
    }

    private static IServiceCollection AddEverything(this IServiceCollection services) => services
        .AddSingleton<IProjection<DeliveryEvent>, DeliveryProjection>()
        .AddSingleton<IProjection<DeliveryEvent>, OfferProjection>()
        .AddSingleton<DeliveryQueries>()
        .AddSingleton<DeliveryLinks>()
        .AddSingleton<PromisedHours>()
        .AddSingleton<NextHours>()
        .AddSingleton<DeliveryBoard>()
        .AddSingleton<DeliveryStory>()
        .AddSingleton<DeliveryGlances>()
        .AddSingleton<CourseDoor>()
        .AddSingleton<TrackingDoor>()
        .AddScoped<INoticeSource, DeliveryNotices>()
        .AddReaction<RequestDeliveryOfOrder, OrderConfirmed>()
        .AddDispatch()
        .AddCouriers()
        .AddCarriers()
        .AddTalk()
        .FollowOrders()
        .TellOrders();

    private static IServiceCollection AddDispatch(this IServiceCollection services) => services
        .AddSingleton<OfferQueries>()
        .AddSingleton<DispatchDesk>()
        .AddSingleton<DispatchSettingsDesk>()
        .AddSingleton<DueOffers>()
        .AddTimer<ExpireOffersJob>("* * * * * ?")
        .AddReaction<AskCouriers, OfferRefused>()
        .AddReaction<AskCouriers, OfferExpired>()
        .AddReaction<AskCouriers, OfferLost>()
        .AddReaction<AskCouriers, CourierGaveBack>();

    private static IServiceCollection AddCouriers(this IServiceCollection services) => services
        .AddSingleton<IProjection<TillEvent>, TillProjection>()
        .AddSingleton<IProjection<TillEvent>, TillLines>()
        .AddSingleton<CourierBook>()
        .AddSingleton<CourierDesk>()
        .AddSingleton<CourierRecords>()
        .AddSingleton<CashQueries>()
        .AddReaction<NoteCash, ParcelDelivered>();

    private static IServiceCollection AddCarriers(this IServiceCollection services) => services
        .AddSingleton<CarrierAccounts>()
        .AddSingleton<CarrierPlaces>()
        .AddSingleton<CarrierCalls>()
        .AddSingleton<ShipmentForm>()
        .AddSingleton<ShipmentLook>()
        .AddSingleton<DueShipments>()
        .AddTimer<WatchShipmentsJob>("15 * * * * ?")
        .AddErrand<LookAtShipment>()
        .AddErrand<ReadCarrierNotice>()
        .AddReaction<AskCarrier, CouriersExhausted>()
        .AddReaction<BookCarrier, ServiceAsked>()
        .AddReaction<CallCarrierBack, ServiceRecalled>()
        .AddReaction<CallCarrierBack, ServiceBooked>()
        .AddReaction<CallCarrierBack, DeliveryCancelled>();

    private static IServiceCollection AddTalk(this IServiceCollection services) => services
        .AddSingleton<TextLines>()
        .AddSingleton<CourierTexts>()
        .AddSingleton<CourierPost>()
        .AddSingleton<CourierWords>()
        .AddSingleton<CourierAnswers>()
        .AddSingleton<CustomerAnswers>()
        .AddSingleton<ProofPhotos>()
        .AddReaction<SendOffer, CourierOffered>()
        .AddReaction<TellCourier, OfferExpired>()
        .AddReaction<TellCourier, OfferWithdrawn>()
        .AddReaction<TellCourier, OfferAnsweredLate>()
        .AddReaction<TellCourier, CourierAssigned>()
        .AddReaction<TellCourier, ParcelReady>()
        .AddReaction<TellCourier, ParcelPickedUp>()
        .AddReaction<TellCourier, ParcelOnTheWay>()
        .AddReaction<TellCourier, ParcelDelivered>()
        .AddReaction<TellCourier, DeliveryAttemptFailed>()
        .AddReaction<TellCourier, DeliveryRescheduled>()
        .AddReaction<TellCourier, DeliveryCancelled>()
        .AddReaction<TellCourier, AmountDueChanged>()
        .AddReaction<TellCustomer, CourierAssigned>()
        .AddReaction<TellCustomer, SellerTookDelivery>()
        .AddReaction<TellCustomer, ServiceBooked>()
        .AddReaction<TellCustomer, ParcelOnTheWay>()
        .AddReaction<TellCustomer, ParcelDelivered>()
        .AddReaction<TellCustomer, DeliveryAttemptFailed>()
        .AddReaction<TellCustomer, DeliveryRescheduled>()
        .AddReaction<ForgetProofs, CustomerErased>();

    private static IServiceCollection FollowOrders(this IServiceCollection services) => services
        .AddReaction<FollowOrder, OrderPrepared>()
        .AddReaction<FollowOrder, OrderCancelled>()
        .AddReaction<FollowOrder, OrderEdited>()
        .AddReaction<FollowOrder, OrderPaid>()
        .AddReaction<FollowOrder, OrderRefunded>()
        .AddReaction<FollowOrder, OrderHandedOver>()
        .AddReaction<FollowOrder, OrderDelivered>()
        .AddReaction<FollowOrder, OrderFailed>()
        .AddReaction<FollowOrder, OrderRescheduled>()
        .AddReaction<FollowOrder, OrderReturned>();

    private static IServiceCollection TellOrders(this IServiceCollection services) => services
        .AddReaction<TellOrder, ParcelPickedUp>()
        .AddReaction<TellOrder, ParcelOnTheWay>()
        .AddReaction<TellOrder, ParcelDelivered>()
        .AddReaction<TellOrder, DeliveryAttemptFailed>()
        .AddReaction<TellOrder, DeliveryRescheduled>()
        .AddReaction<TellOrder, ParcelReturned>();
}
