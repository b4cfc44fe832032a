using Platform.Web.Channels;
using Quartz;

namespace Platform.Web.Templates;

/// <summary>Wati and Twilio tell nobody when a template is decided, and Meta's news can be missed.</summary>
[DisallowConcurrentExecution]
public sealed class ReadTemplatesJob(ChannelDirectory directory, TemplateShelf shelf) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var (organisation, channel) in await directory.LiveAsync(cancellationToken)) await shelf.AskAsync(organisation, channel, cancellationToken);
    }
}
