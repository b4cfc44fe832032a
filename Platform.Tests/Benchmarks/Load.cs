using System.Diagnostics;

namespace Platform.Tests.Benchmarks;

internal static class Load
{
    /// <summary>Everybody does it again as soon as it is done. Answers how often per second, all together.</summary>
    public static async Task<double> PerSecondAsync(int workers, TimeSpan turn, Func<int, Task> once)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < turn; count++) await once(worker);
            return count;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// At a steady pace, whatever the answers do: each wait counts from when it should have begun, so a stall is felt by all who queue behind it.
    /// Answers the waits in milliseconds.
    /// </summary>
    public static async Task<List<double>> WaitsAsync(int workers, double perSecond, TimeSpan turn, Func<int, Task> once)
    {
        var (watch, pace) = (Stopwatch.StartNew(), TimeSpan.FromSeconds(workers / perSecond));
        var waits = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (var due = pace * worker / workers; due < turn; due += pace)
            {
                if (due - watch.Elapsed is { Ticks: > 0 } early) await Task.Delay(early);
                await once(worker);
                mine.Add((watch.Elapsed - due).TotalMilliseconds);
            }

            return mine;
        })));
        return [.. waits.SelectMany(mine => mine)];
    }
}
