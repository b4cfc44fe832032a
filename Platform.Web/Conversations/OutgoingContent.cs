using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Web.Media;
using Platform.Web.Templates;

namespace Platform.Web.Conversations;

/// <summary>What a queued reply is on the wire.</summary>
public sealed class OutgoingContent(MediaQueries media, OutgoingFiles files, TemplateQueries templates)
{
    /// <summary>More choices than fit under a message go behind one button.</summary>
    private const int MostButtons = 3;

    private const int LongestLabel = 20;

    public async Task<Content> OfAsync(ThreadRow reply, Brought? with, IMessageChannel channel, ChannelAccount account, CancellationToken ct) => with switch
    {
        { Template: { } template } => await ApprovedAsync(reply, template, ct),
        { Offers: { Count: > MostButtons } offers } => new Content.List(reply.Text, LabelOf(offers), [new Section(null, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))])]),
        { Offers: { } offers } => new Content.Buttons(reply.Text, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))]),
        _ when reply.Kind is not ThreadKind.Text && await media.FindAsync(new OrganisationId(reply.OrganisationId), reply.Message, ct) is { State: MediaState.Kept } file =>
            await files.ContentAsync(channel, account, file, reply.Text, ct),
        _ => new Content.Text(reply.Text, PreviewUrl: with?.PreviewsLink ?? reply.Text.Contains("https://", StringComparison.OrdinalIgnoreCase)),
    };

    /// <summary>As the provider has it. One we have not read yet goes out by its name, and the provider says what it thinks of it.</summary>
    private async Task<Content> ApprovedAsync(ThreadRow reply, TemplateUse use, CancellationToken ct)
    {
        string[] values = [.. use.Blanks.Select(blank => blank.Text)];
        if (await templates.FindAsync(new(reply.OrganisationId), new(reply.Channel), use.Name, use.Language, ct) is not { } kept || kept.Words.Blanks.Count != values.Length)
            return new Content.Template(use.Name, use.Language) { Body = [.. values.Select(value => new Blank(value))] };

        Approved.Demand(kept);
        return Approved.Content(kept, values);
    }

    private static string LabelOf(IReadOnlyList<PressedButton> offers) =>
        $"{offers[0].Title} – {offers[^1].Title}" is { Length: <= LongestLabel } label ? label : $"{offers[0].Title[..Math.Min(offers[0].Title.Length, LongestLabel - 1)]}…";
}
