using System.Security.Cryptography;
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
        .AddSingleton<Presence>()
        .AddSingleton<Streams>()
        .AddSingleton(typeof(Refolding<>))
        .AddTimers()
        .AddSingleton(provider => Hands.Of(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<TodoWorker>()
        .AddHostedService(provider => provider.GetRequiredService<TodoWorker>())
        .AddSingleton<ChangeTail>()
        .AddHostedService(provider => provider.GetRequiredService<ChangeTail>())
        .AddHostedService<PresenceTail>();

    /// <summary>After a change of the root key everything is wrapped anew; a key that opens nothing must not start to write.</summary>
    public static async Task RewrapKeysAsync(this IHost app, CancellationToken ct)
    {
        try
        {
            await app.Services.GetRequiredService<Keyring>().RotateAsync(ct);
        }
        catch (CryptographicException e)
        {
            throw new StartupException(
                "La clé PLATFORM_ROOT_KEY n'est pas celle de cette base de données. Donnez la bonne, ou l'ancienne dans PLATFORM_ROOT_KEY_PREVIOUS.",
                "PLATFORM_ROOT_KEY is not the key of this database. Give the right one, or the former one as PLATFORM_ROOT_KEY_PREVIOUS.",
                e);
        }
    }
}
