using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Web.Store;

/// <summary>What the store says of itself to whoever watches.</summary>
public static class StoreTelemetry
{
    public const string Name = "Platform.Store";

    public static ActivitySource Source { get; } = new(Name);
    public static Meter Meter { get; } = new(Name);
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("platform.reactions.failed");
    public static Counter<long> Webhooks { get; } = Meter.CreateCounter<long>("platform.webhooks.received");
}
