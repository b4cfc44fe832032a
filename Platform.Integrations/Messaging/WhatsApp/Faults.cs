namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>The bad days of a provider, switched on by a test or on the demo page.</summary>
public sealed class Faults
{
    private int refusal;
    private int breaks;

    /// <summary>Every webhook comes this many times.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Receipts come last first.</summary>
    public bool IsDisordered { get; set; }

    /// <summary>How long each send takes to be answered.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The next send is refused with this code.</summary>
    public void RefuseNext(int code) => Interlocked.Exchange(ref refusal, code);

    /// <summary>The next send arrives, but its answer does not.</summary>
    public void BreakNext() => Interlocked.Exchange(ref breaks, 1);

    internal int Copies() => Math.Max(1, Repeat);
    internal int? TakeRefusal() => Interlocked.Exchange(ref refusal, 0) is > 0 and var code ? code : null;
    internal bool TakeBreak() => Interlocked.Exchange(ref breaks, 0) == 1;
    internal Task WaitAsync(CancellationToken ct) => Delay > TimeSpan.Zero ? Task.Delay(Delay, ct) : Task.CompletedTask;
}
