using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Integrations.WebPush;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Notifications;

/// <summary>
/// What a team is told, and how: by the bell at the top of every page, by email, on WhatsApp and in the browser, as each person chooses.
/// For the bell, each slice registers its own source of notices.
/// </summary>
public static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration) => services
        .AddWebPush(configuration, provider => provider.GetRequiredService<RootKey>().Derive("web push"))
        .AddScoped<Notices>()
        .AddSingleton<TeamNotices>()
        .AddSingleton<NoticeDesk>()
        .AddSingleton<TeamBell>()
        .AddErrand<DeliverNotice>()
        .AddReaction<TellTeam, OrderPlaced>()
        .AddReaction<TellTeam, OrderCancelled>()
        .AddReaction<TellTeam, OrderFailed>()
        .AddReaction<TellTeam, OrderPaid>()
        .AddReaction<TellTeam, ConversationEscalated>()
        .AddReaction<TellTeamOfTrouble, PaymentRefused>()
        .AddReaction<TellTeamOfTrouble, PaymentMismatched>()
        .AddReaction<TellTeamOfTrouble, RefundFailed>()
        .AddReaction<TellTeamOfTrouble, CouriersExhausted>()
        .AddReaction<TellTeamOfTrouble, ServiceDeclined>()
        .AddReaction<TellTeamOfTrouble, ServiceGaveBack>();
}
