namespace Platform.Web.Notifications;

/// <summary>The bell at the top of every page. Each slice registers its own source of notices.</summary>
public static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services.AddScoped<Notices>();
}
