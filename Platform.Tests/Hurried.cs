namespace Platform.Tests;

/// <summary>Twenty seconds of this clock are one of ours.</summary>
internal sealed class Hurried : TimeProvider
{
    private const int Times = 20;
    private readonly DateTimeOffset start = DateTimeOffset.UtcNow;
    private int ticks;

    /// <summary>How often a timer of it has rung.</summary>
    public int Ticks => Volatile.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => start + ((DateTimeOffset.UtcNow - start) * Times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(
        told =>
        {
            Interlocked.Increment(ref ticks);
            callback(told);
        },
        state, Sooner(dueTime), Sooner(period));

    /// <summary>Never stays never.</summary>
    private static TimeSpan Sooner(TimeSpan wait) => wait < TimeSpan.Zero ? wait : wait / Times;
}
