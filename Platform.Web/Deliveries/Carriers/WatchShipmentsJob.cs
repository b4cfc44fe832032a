using Quartz;

namespace Platform.Web.Deliveries.Carriers;

[DisallowConcurrentExecution]
public sealed class WatchShipmentsJob(DueShipments due) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.AskAsync(cancellationToken);
}
