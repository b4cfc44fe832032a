namespace Platform.Tests.Messaging;

/// <summary>The real time, until it is moved on.</summary>
internal sealed class MovingClock : TimeProvider
{
    private TimeSpan ahead;

    public void Advance(TimeSpan by) => ahead += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
