using System.Diagnostics;

namespace Platform.Tests;

/// <summary>Waits for what is expected, and no longer.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(Func<Task<bool>> holds, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(Pause))
            Assert.True(watch.Elapsed < Patience, $"Not within {Patience.TotalSeconds} s: {what}");
    }

    public static Task TrueAsync(Func<bool> holds, string what) => TrueAsync(() => Task.FromResult(holds()), what);

    /// <summary>Compares until it is so; the last answer is in the failure.</summary>
    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask)
    {
        var watch = Stopwatch.StartNew();
        for (var answer = await ask(); ; answer = await ask())
        {
            if (EqualityComparer<T>.Default.Equals(expected, answer)) return;
            if (watch.Elapsed > Patience) Assert.Equal(expected, answer);
            await Task.Delay(Pause);
        }
    }
}
