using Platform.Domain.Channels;
using Platform.Web.Channels;
using Platform.Web.Store;

namespace Platform.Web.Templates;

/// <summary>Reads a channel's templates anew. What went wrong is said on their page, and the clock tries again.</summary>
public sealed class ReadTemplates(ChannelDirectory directory, TemplateShelf shelf) : IErrand
{
    internal static readonly string Name = Naming.SnakeCase(nameof(ReadTemplates));

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        if (await directory.OwnerAsync(new(subject), ct) is { } organisation) await shelf.ReadAsync(organisation, new ChannelId(subject), ct);
    }
}
