using Microsoft.AspNetCore.Components.Server.Circuits;
using Platform.Web.Store;

namespace Platform.Web.Health;

/// <summary>How many pages are connected to this node.</summary>
public sealed class OpenPages : CircuitHandler
{
    private int connected;

    public OpenPages() => StoreTelemetry.Meter.CreateObservableGauge("platform.pages.open", () => Connected, "{page}", "Pages connected to this node");

    public int Connected => Volatile.Read(ref connected);

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref connected);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref connected);
        return Task.CompletedTask;
    }
}
