using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Web.Media;

namespace Platform.Web.Conversations;

/// <summary>What a queued reply is on the wire.</summary>
public sealed class OutgoingContent(MediaQueries media, OutgoingFiles files)
{
    public async Task<Content> OfAsync(ThreadRow reply, Brought? with, IMessageChannel channel, ChannelAccount account, CancellationToken ct) => with switch
    {
        { Template: { } template } => new Content.Template(template.Name, template.Language) { Body = [.. template.Blanks.Select(blank => new Blank(blank.Text))] },
        { Offers: { } offers } => new Content.Buttons(reply.Text, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))]),
        _ when await media.FindAsync(new OrganisationId(reply.OrganisationId), reply.Message, ct) is { State: MediaState.Kept } file =>
            await files.ContentAsync(channel, account, file, reply.Text, ct),
        _ => new Content.Text(reply.Text, PreviewUrl: with?.PreviewsLink ?? reply.Text.Contains("https://", StringComparison.OrdinalIgnoreCase)),
    };
}
