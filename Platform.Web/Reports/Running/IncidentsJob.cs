using Quartz;

namespace Platform.Web.Reports.Running;

[DisallowConcurrentExecution]
public sealed class IncidentsJob(Incidents incidents) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await incidents.GoRoundAsync(cancellationToken);
}
