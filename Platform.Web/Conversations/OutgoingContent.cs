using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Web.Media;

namespace Platform.Web.Conversations;

/// <summary>What a queued reply is on the wire.</summary>
public sealed class OutgoingContent(MediaQueries media, OutgoingFiles files)
{
    /// <summary>More choices than fit under a message go behind one button.</summary>
    private const int MostButtons = 3;

    private const int LongestLabel = 20;

    public async Task<Content> OfAsync(ThreadRow reply, Brought? with, IMessageChannel channel, ChannelAccount account, CancellationToken ct) => with switch
    {
        { Template: { } template } => new Content.Template(template.Name, template.Language) { Body = [.. template.Blanks.Select(blank => new Blank(blank.Text))] },
        { Offers: { Count: > MostButtons } offers } => new Content.List(reply.Text, LabelOf(offers), [new Section(null, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))])]),
        { Offers: { } offers } => new Content.Buttons(reply.Text, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))]),
        _ when await media.FindAsync(new OrganisationId(reply.OrganisationId), reply.Message, ct) is { State: MediaState.Kept } file =>
            await files.ContentAsync(channel, account, file, reply.Text, ct),
        _ => new Content.Text(reply.Text, PreviewUrl: with?.PreviewsLink ?? reply.Text.Contains("https://", StringComparison.OrdinalIgnoreCase)),
    };

    private static string LabelOf(IReadOnlyList<PressedButton> offers) =>
        $"{offers[0].Title} – {offers[^1].Title}" is { Length: <= LongestLabel } label ? label : $"{offers[0].Title[..Math.Min(offers[0].Title.Length, LongestLabel - 1)]}…";
}
