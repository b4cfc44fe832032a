using Quartz;

namespace Platform.Web.Channels;

[DisallowConcurrentExecution]
public sealed class ForgetSendingPaceJob(SendingPace pace) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await pace.ForgetAsync(cancellationToken);
}
