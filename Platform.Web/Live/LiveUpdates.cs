using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Platform.Domain.Common;

namespace Platform.Web.Live;

/// <summary>Something of this kind changed. A default one stands for "read again, whatever it was".</summary>
public readonly record struct Change(OrganisationId Organisation, string Kind, Guid Stream);

/// <summary>
/// Tells open pages to read again. It never carries data: a signal that is lost in a burst loses nothing,
/// and a reconnecting page simply reads as it does at first.
/// </summary>
public sealed class LiveUpdates
{
    /// <summary>What people look at second is read this much after a change, so that the words they wait for are drawn before.</summary>
    public static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentDictionary<OrganisationId, ConcurrentDictionary<Watch, Watch>> watches = new();

    public int Watchers => watches.Values.Sum(of => of.Count);

    public void Publish(Change change)
    {
        if (!watches.TryGetValue(change.Organisation, out var listening)) return;
        foreach (var (watch, _) in listening) watch.Hear(change);
    }

    /// <summary>For when we cannot know what was missed.</summary>
    public void PublishEverything()
    {
        foreach (var listening in watches.Values)
            foreach (var (watch, _) in listening)
                watch.Ring();
    }

    /// <summary>Reads once on subscribing, then after every change that matters.</summary>
    /// <param name="read">Deals with its own faults.</param>
    public Watch Watch(OrganisationId organisation, Func<Change, bool> cares, Func<Task> read)
    {
        var watch = new Watch(this, organisation, cares, read);
        watches.GetOrAdd(organisation, _ => new())[watch] = watch;
        watch.Ring();
        return watch;
    }

    internal void Forget(Watch watch)
    {
        if (watches.TryGetValue(watch.Organisation, out var listening)) listening.TryRemove(watch, out _);
    }

    /// <summary>Signals once on subscribing, then after every change that matters. A burst becomes one signal.</summary>
    public async IAsyncEnumerable<bool> WatchAsync(OrganisationId organisation, Func<Change, bool> cares, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watch = Watch(organisation, cares, () =>
        {
            signals.Writer.TryWrite(true);
            return Task.CompletedTask;
        });
        await foreach (var signal in signals.Reader.ReadAllAsync(ct)) yield return signal;
    }
}
