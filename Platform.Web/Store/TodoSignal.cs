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
        catch (SemaphoreFullException)
        {
            // Someone else woke it between the two lines.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => waiting.WaitAsync(atMost, ct);

    public void Dispose() => waiting.Dispose();
}
