using Quartz;

namespace Platform.Web.Conversations;

[DisallowConcurrentExecution]
public sealed class ForgetEarlyReceiptsJob(Receipts receipts) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await receipts.ForgetEarlyAsync(cancellationToken);
}
