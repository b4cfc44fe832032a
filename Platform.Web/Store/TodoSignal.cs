namespace Platform.Web.Store;

/// <summary>Wakes the worker of this node as soon as there is work, so that polling is only for what other nodes left.</summary>
public sealed class TodoSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0, 1);

    public void Wake()
    {
        try
        {
            if (waiting.CurrentCount == 0) waiting.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Someone else woke it between the two lines, or nobody works here any more.
        }
    }

    /// <summary>For work that is not due yet.</summary>
    public void WakeAfter(TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero) Wake();
        else _ = Task.Delay(wait).ContinueWith(_ => Wake(), TaskScheduler.Default);
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => waiting.WaitAsync(atMost, ct);

    public void Dispose() => waiting.Dispose();
}
