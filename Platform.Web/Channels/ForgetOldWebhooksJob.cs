using Quartz;

namespace Platform.Web.Channels;

[DisallowConcurrentExecution]
public sealed class ForgetOldWebhooksJob(OldWebhooks webhooks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await webhooks.ForgetAsync(cancellationToken);
}
