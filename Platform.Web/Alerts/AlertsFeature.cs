using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Alerts;

/// <summary>What runs low or late is announced by itself, and managers ask for the stock by message.</summary>
public static class AlertsFeature
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton<Watch>()
        .AddSingleton<AlertDesk>()
        .AddErrand<Announce>()
        .AddReaction<AnswerStock, MessageReceived>(when: AnswerStock.IsAsked)
        .AddTimer<WatchJob>("30 * * * * ?");
}
