using System.Runtime.InteropServices;

namespace Platform.Web.Health;

/// <summary>
/// The framework's own lifetime stops at the first signal, and stopping closes every page's connection at once.
/// Ours drains first; a second signal, or Ctrl-C, stops without waiting.
/// </summary>
internal sealed partial class DrainingLifetime(Drain drain, IHostApplicationLifetime life, ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> signals = [];
    private readonly CancellationTokenSource hurry = new();

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Leave));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, StopNow));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
        hurry.Dispose();
    }

    private void Leave(PosixSignalContext signal)
    {
        if (drain.IsDraining)
        {
            StopNow(signal);
            return;
        }

        signal.Cancel = true;
        _ = LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        LogDraining();
        await drain.RunAsync(hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        life.StopApplication();
    }

    private void StopNow(PosixSignalContext signal)
    {
        signal.Cancel = true;
        hurry.Cancel();
        life.StopApplication();
    }

    [LoggerMessage(LogLevel.Information, "Draining: not ready for new visits; open pages are about to move")]
    private partial void LogDraining();
}
