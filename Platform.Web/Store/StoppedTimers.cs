using Quartz;

namespace Platform.Web.Store;

/// <summary>Takes out of the database the timers of former versions, which nobody declares any more.</summary>
internal sealed class StoppedTimers(ISchedulerFactory schedulers, IEnumerable<Timers.Timer> declared) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var stored = await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken);
        await scheduler.UnscheduleJobs([.. stored.Except(declared.Select(timer => timer.Key))], cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
