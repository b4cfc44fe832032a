using Platform.Web.Live;
using Platform.Web.Store.Keys;

namespace Platform.Web.Store;

/// <summary>The store: facts, folded rows, work to do, and who may see which.</summary>
public static class StoreFeature
{
    public static IServiceCollection AddStore(this IServiceCollection services, Databases databases, RootKey root) => services
        .AddSingleton(databases)
        .AddSingleton(root)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Node>()
        .AddSingleton<Keyring>()
        .AddSingleton<Facts>()
        .AddSingleton<PlatformDbs>()
        .AddSingleton<Reactions>()
        .AddSingleton<TodoSignal>()
        .AddSingleton<ChangeSignal>()
        .AddSingleton<LiveUpdates>()
        .AddSingleton<Streams>()
        .AddSingleton(typeof(Refolding<>))
        .AddHostedService<TodoWorker>()
        .AddSingleton<ChangeTail>()
        .AddHostedService(provider => provider.GetRequiredService<ChangeTail>());
}
