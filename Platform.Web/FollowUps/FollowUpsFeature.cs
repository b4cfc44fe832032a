using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.FollowUps;

/// <summary>Customers who stop answering are reminded, politely and not for ever.</summary>
public static class FollowUpsFeature
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services) => services
        .AddSingleton<FollowUpDesk>()
        .AddSingleton<DueFollowUps>()
        .AddReaction<PlanFollowUp, TurnTaken>(after: TimeSpan.FromSeconds(2))
        .AddTimer<SendDueFollowUpsJob>("15 * * * * ?");
}
