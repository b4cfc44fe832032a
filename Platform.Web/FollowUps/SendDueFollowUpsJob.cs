using Quartz;

namespace Platform.Web.FollowUps;

[DisallowConcurrentExecution]
public sealed class SendDueFollowUpsJob(DueFollowUps due) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.SendAsync(cancellationToken);
}
