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
    public static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<OrganisationId, ConcurrentDictionary<Channel<Change>, Func<Change, bool>>> watchers = new();

    public int Watchers => watchers.Values.Sum(of => of.Count);

    public void Publish(Change change)
    {
        if (!watchers.TryGetValue(change.Organisation, out var listening)) return;

        foreach (var (watcher, cares) in listening)
            if (cares(change))
                watcher.Writer.TryWrite(change);
    }

    /// <summary>For when we cannot know what was missed.</summary>
    public void PublishEverything()
    {
        foreach (var listening in watchers.Values)
            foreach (var watcher in listening.Keys)
                watcher.Writer.TryWrite(default);
    }

    /// <summary>Signals once on subscribing, then after every change that matters. A burst becomes one signal.</summary>
    public async IAsyncEnumerable<Change> WatchAsync(
        OrganisationId organisation, Func<Change, bool> cares, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var watcher = Channel.CreateBounded<Change>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var listening = watchers.GetOrAdd(organisation, _ => new());
        listening[watcher] = cares;
        try
        {
            watcher.Writer.TryWrite(default);
            await foreach (var change in watcher.Reader.ReadAllAsync(ct))
                yield return change;
        }
        finally
        {
            listening.TryRemove(watcher, out _);
        }
    }
}
