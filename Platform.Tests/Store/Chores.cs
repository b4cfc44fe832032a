using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Web.Store;

namespace Platform.Tests.Store;

/// <summary>Workers that know one errand, called "chore".</summary>
internal static class Chores
{
    public const string Name = "chore";

    public static TodoWorker Worker(Database database, Func<Guid, Task> chore, TodoSignal? signal = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection().AddSingleton(chore).AddErrand<Chore>().BuildServiceProvider();
        var reactions = new Reactions(services.GetServices<Reactions.Definition>());
        return new(
            database.Databases, reactions, signal ?? new(), services.GetRequiredService<IServiceScopeFactory>(), new Started(), new(), clock ?? TimeProvider.System, NullLogger<TodoWorker>.Instance);
    }

    private sealed class Chore(Func<Guid, Task> chore) : IErrand
    {
        public Task RunAsync(Guid subject, CancellationToken ct) => chore(subject);
    }

    private sealed class Started : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted { get; } = new(canceled: true);
        public CancellationToken ApplicationStopping => CancellationToken.None;
        public CancellationToken ApplicationStopped => CancellationToken.None;
        public void StopApplication() { }
    }
}
