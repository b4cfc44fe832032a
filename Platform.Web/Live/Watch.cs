using Platform.Domain.Common;

namespace Platform.Web.Live;

/// <summary>
/// Somebody who reads again after what they care about changed. A burst is read once; what changes during a reading is read after it.
/// While nothing happens it is one small object and no task that waits, because every open page has many.
/// </summary>
public sealed class Watch : IThreadPoolWorkItem, IDisposable
{
    private const int Quiet = 0, Reading = 1, Behind = 2, Gone = 3;

    private readonly LiveUpdates updates;
    private readonly Func<Change, bool> cares;
    private readonly Func<Task> read;

    /// <summary>Whose language is spoken. Whoever made the change has another, and a lease that is not ours.</summary>
    private readonly ExecutionContext? own = ExecutionContext.Capture();

    private int state;

    internal Watch(LiveUpdates updates, OrganisationId organisation, Func<Change, bool> cares, Func<Task> read) =>
        (this.updates, Organisation, this.cares, this.read) = (updates, organisation, cares, read);

    internal OrganisationId Organisation { get; }

    internal void Hear(Change change)
    {
        if (cares(change)) Ring();
    }

    internal void Ring()
    {
        // Reading is taken by one; the others leave word that there is more.
        if (Interlocked.CompareExchange(ref state, Reading, Quiet) is Quiet) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else Interlocked.CompareExchange(ref state, Behind, Reading);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (own is null) _ = ReadAsync();
        else ExecutionContext.Run(own, static watch => _ = ((Watch)watch!).ReadAsync(), this);
    }

    /// <param name="read">Deals with its own faults.</param>
    private async Task ReadAsync()
    {
        do await read();
        while (Interlocked.CompareExchange(ref state, Quiet, Reading) is not Reading && Interlocked.CompareExchange(ref state, Reading, Behind) is Behind);
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref state, Gone);
        updates.Forget(this);
    }
}
