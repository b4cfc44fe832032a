using System.Globalization;
using Platform.Domain.Common;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Tests.Live;

/// <summary>Open pages read again after what they care about changed: never two readings at once, none too many, none too few.</summary>
public sealed class WatchSpecs : IDisposable
{
    private static readonly OrganisationId Shop = new(Guid.NewGuid()), Other = new(Guid.NewGuid());
    private static readonly Change Mine = new(Shop, "Order", Guid.NewGuid());

    private readonly LiveUpdates updates = new();
    private readonly SemaphoreSlim mayEnd = new(0);
    private int readings;

    [Fact]
    public async Task Reads_once_on_subscribing_and_once_after_a_change_it_cares_about()
    {
        using var watch = updates.Watch(Shop, change => change == Mine, ReadAsync);
        await ReadsAsync(1);
        mayEnd.Release();

        updates.Publish(Mine with { Stream = Guid.NewGuid() });
        updates.Publish(Mine with { Organisation = Other });
        updates.Publish(Mine);

        await ReadsAsync(2);
    }

    [Fact]
    public async Task A_burst_during_a_reading_is_one_more_reading_after_it()
    {
        using var watch = updates.Watch(Shop, _ => true, ReadAsync);
        await ReadsAsync(1);
        for (var n = 0; n < 100; n++) updates.Publish(Mine);
        Assert.Equal(1, readings);

        mayEnd.Release();
        await ReadsAsync(2);
        mayEnd.Release();
        updates.Publish(Mine);
        await ReadsAsync(3);
    }

    [Fact]
    public async Task No_change_is_lost_however_it_meets_the_end_of_a_reading()
    {
        var (written, seen) = (0, 0);
        using var watch = updates.Watch(Shop, _ => true, () =>
        {
            Volatile.Write(ref seen, Volatile.Read(ref written));
            return Task.CompletedTask;
        });

        for (var n = 1; n <= 2_000; n++)
        {
            Volatile.Write(ref written, n);
            updates.Publish(Mine);
            if (n % 3 is 0) Thread.SpinWait(n % 50);
        }

        await Eventually.TrueAsync(() => Volatile.Read(ref seen) is 2_000, "the last change was read");
    }

    [Fact]
    public async Task Who_left_reads_no_more()
    {
        var watch = updates.Watch(Shop, _ => true, ReadAsync);
        await ReadsAsync(1);
        updates.Publish(Mine);
        watch.Dispose();
        mayEnd.Release();
        updates.Publish(Mine);

        // Whoever came after them has read by now, and they have not.
        var next = new TaskCompletionSource();
        using (updates.Watch(Shop, _ => true, () => { next.TrySetResult(); return Task.CompletedTask; })) await next.Task;
        Assert.Equal((1, 0), (readings, updates.Watchers));
    }

    [Fact]
    public async Task Reads_in_the_readers_language_and_under_nobody_elses_lease()
    {
        var (language, lease) = ("", Lease.Current);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ar");
        using var watch = updates.Watch(Shop, _ => true, () =>
        {
            (language, lease) = (CultureInfo.CurrentUICulture.Name, Lease.Current);
            Interlocked.Increment(ref readings);
            return Task.CompletedTask;
        });
        await ReadsAsync(1);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        Lease.Current = new Lease(1, 1, 1);
        updates.Publish(Mine);

        await ReadsAsync(2);
        Assert.Equal(("ar", null), (language, lease));
    }

    public void Dispose() => mayEnd.Dispose();

    private async Task ReadAsync()
    {
        Interlocked.Increment(ref readings);
        await mayEnd.WaitAsync();
    }

    private Task ReadsAsync(int times) => Eventually.EqualAsync(times, () => Task.FromResult(Volatile.Read(ref readings)));
}
