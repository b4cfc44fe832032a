namespace Platform.Web.Store.Postgres;

/// <summary>PostgreSQL may be killed while the app lives, by a person or for want of memory: it is started again within a second or two.</summary>
internal sealed partial class KeepPostgresRunning(PostgresServer server, TimeProvider clock, ILogger<KeepPostgresRunning> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (!server.IsRunning)
                await StartAgainAsync(stoppingToken);
    }

    private async Task StartAgainAsync(CancellationToken ct)
    {
        LogDied();
        try
        {
            await server.EnsureRunningAsync(ct);
        }
        catch (StartupException e)
        {
            LogStillDead(e); // Perhaps the disk is full; it may not be a second later.
        }
    }

    [LoggerMessage(LogLevel.Error, "PostgreSQL is gone; starting it again")]
    private partial void LogDied();

    [LoggerMessage(LogLevel.Error, "PostgreSQL could not be started again")]
    private partial void LogStillDead(Exception e);
}
