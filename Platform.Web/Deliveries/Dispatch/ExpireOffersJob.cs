using Quartz;

namespace Platform.Web.Deliveries.Dispatch;

[DisallowConcurrentExecution]
public sealed class ExpireOffersJob(DueOffers due) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.ExpireAsync(cancellationToken);
}
