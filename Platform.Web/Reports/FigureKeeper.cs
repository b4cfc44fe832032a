using Platform.Web.Store;

namespace Platform.Web.Reports;

/// <summary>Keeps the figures up with the facts, a second behind at most.</summary>
public sealed partial class FigureKeeper(FigureRuns runs, TimeProvider clock, ILogger<FigureKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await runs.CatchUpAsync(stoppingToken)) await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e.IsAway())
            {
                // What was not committed is counted by the next turn, from where the last one ended.
                LogLater(e.GetType().Name);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The figures lost the database ({Error}) and go on from where they were")]
    private partial void LogLater(string error);
}
