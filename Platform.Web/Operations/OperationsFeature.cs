namespace Platform.Web.Operations;

/// <summary>How the platform is doing, for the platform's own people.</summary>
public static class OperationsFeature
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<Backlog>()
        .AddScoped<ParkedWork>();
}
