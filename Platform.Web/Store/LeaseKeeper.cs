using System.Collections.Concurrent;

namespace Platform.Web.Store;

/// <summary>
/// Work that takes long keeps its lease while its worker lives: a large file on a slow line, a model that thinks.
/// Whoever hangs is given up after a while, and whoever lost the lease does not get it back.
/// </summary>
internal sealed class LeaseKeeper(Databases databases, TimeProvider clock, Action<string> lost)
{
    private static readonly TimeSpan Tick = TodoWorker.LeaseTime / 3;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Task<Lease>, DateTimeOffset> underWay = new();

    public void Begin(Task<Lease> lease) => underWay[lease] = clock.GetUtcNow();

    public void End(Task<Lease> lease) => underWay.TryRemove(lease, out _);

    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) await RenewAsync();
        }
        catch (OperationCanceledException)
        {
            // Nothing is under way any more.
        }
    }

    private async Task RenewAsync()
    {
        var now = clock.GetUtcNow();
        var held = underWay.Where(work => work.Key.IsCompletedSuccessfully && now - work.Value >= Tick && now - work.Value <= Longest).Select(work => work.Key.Result).ToList();
        if (held is []) return;

        try
        {
            await using var batch = databases.Across.BatchAcross();
            batch.Add($"""
                update todo set due = now() + {TodoWorker.LeaseTime}
                from unnest({held.ConvertAll(lease => lease.Todo).ToArray()}, {held.ConvertAll(lease => lease.Token).ToArray()}) held(id, token)
                where todo.id = held.id and todo.token = held.token and todo.parked_at is null
                """);
            await batch.RunAsync();
        }
        catch (Exception e) when (e.IsAway())
        {
            lost(e.GetType().Name);
        }
    }
}
