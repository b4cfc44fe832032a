using Quartz;

namespace Platform.Web.Identity.Sessions;

[DisallowConcurrentExecution]
public sealed class ForgetOldTracesJob(OldTraces traces) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await traces.ForgetAsync(cancellationToken);
}
