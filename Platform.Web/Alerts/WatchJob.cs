using Quartz;

namespace Platform.Web.Alerts;

[DisallowConcurrentExecution]
public sealed class WatchJob(Watch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await watch.GoRoundAsync(cancellationToken);
}
