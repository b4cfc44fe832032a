using System.Diagnostics.Metrics;
using Npgsql;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Web.Health;

/// <summary>How far the work behind the screens has fallen behind, measured every few seconds.</summary>
internal sealed partial class Lateness : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>By indexes alone: it is asked most often of all, and the longest queue must not make it the heaviest.</summary>
    internal const string Question = """
        select
            (select coalesce(now() - min(due), interval '0') from todo where parked_at is null and due <= now()),
            (select count(*) from todo where parked_at is not null),
            (select coalesce(greatest(now() - min(timestamp), interval '0'), interval '0') from mt_events where tx >= pg_snapshot_xmin(pg_current_snapshot()))
        """;

    private readonly Databases databases;
    private readonly ChangeTail tail;
    private readonly TimeProvider clock;
    private readonly ILogger<Lateness> log;

    public Lateness(Databases databases, ChangeTail tail, TimeProvider clock, ILogger<Lateness> log)
    {
        (this.databases, this.tail, this.clock, this.log) = (databases, tail, clock, log);

        StoreTelemetry.Meter.CreateObservableGauge("platform.todo.age", () => Todo.TotalSeconds, "s", "Age of the oldest work that is due");
        StoreTelemetry.Meter.CreateObservableGauge("platform.todo.parked", () => Parked, "{todo}", "Work that waits for a person");
        StoreTelemetry.Meter.CreateObservableGauge("platform.cursor.lag", () => Cursor.TotalSeconds, "s", "Age of the oldest fact that readers may not pass yet");
    }

    public TimeSpan Todo { get; private set; }
    public long Parked { get; private set; }
    public TimeSpan Cursor => held > tail.Lag ? held : tail.Lag;

    /// <summary>A transaction that stays open somewhere holds back every reader across streams.</summary>
    private TimeSpan held;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await MeasureAsync(stoppingToken);
            }
            catch (Exception e) when (e.IsAway())
            {
                LogNotMeasured(e.GetType().Name); // Readiness says the same of the database.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task MeasureAsync(CancellationToken ct)
    {
        await using var measure = databases.Across.CreateCommand(Question);
        await using var reader = await measure.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        (Todo, Parked, held) = (reader.GetTimeSpan(0), reader.GetInt64(1), reader.GetTimeSpan(2));
    }

    [LoggerMessage(LogLevel.Warning, "Lateness could not be measured ({Error})")]
    private partial void LogNotMeasured(string error);
}
