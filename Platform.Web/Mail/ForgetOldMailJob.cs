using Quartz;

namespace Platform.Web.Mail;

[DisallowConcurrentExecution]
public sealed class ForgetOldMailJob(OldMail mail) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await mail.ForgetAsync(cancellationToken);
}
