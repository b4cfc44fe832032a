using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Storage;
using Platform.Web.Media;

namespace Platform.Web.Conversations;

/// <summary>What a queued reply is on the wire.</summary>
public sealed class OutgoingContent(IFileStore store, LentFiles lent)
{
    public async Task<Content> OfAsync(ThreadRow reply, Brought? with, IMessageChannel channel, ChannelAccount account, CancellationToken ct) => with switch
    {
        { Template: { } template } => new Content.Template(template.Name, template.Language) { Body = [.. template.Blanks.Select(blank => new Blank(blank.Text))] },
        { Sends: { } file } => await FileAsync(reply, file, channel, account, ct),
        { Offers: { } offers } => new Content.Buttons(reply.Text, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))]),
        _ => new Content.Text(reply.Text, PreviewUrl: with?.PreviewsLink ?? reply.Text.Contains("https://", StringComparison.OrdinalIgnoreCase)),
    };

    private async Task<Content> FileAsync(ThreadRow reply, SentFile file, IMessageChannel channel, ChannelAccount account, CancellationToken ct)
    {
        var (organisation, message) = (new OrganisationId(reply.OrganisationId), new MessageId(reply.Message));
        var kind = Kind(file.MimeType);
        return new Content.Media(
            kind,
            channel.TakesFiles ? await BringAsync(organisation, message, file, channel, account, ct) : new MediaSource.Link(lent.Lend(organisation, message)),
            reply.Text.Length > 0 && kind is not MediaKind.Audio ? reply.Text : null,
            kind is MediaKind.Document ? file.Name.Text : null);
    }

    private async Task<MediaSource> BringAsync(OrganisationId organisation, MessageId message, SentFile file, IMessageChannel channel, ChannelAccount account, CancellationToken ct)
    {
        await using var content = await store.OpenAsync(MediaRow.NameOf(organisation, message), ct) ?? throw new ProviderException("file_gone", ProviderFault.Final) { Reason = Trouble.MediaGone };
        return new MediaSource.Stored(await channel.UploadAsync(account, new(content, file.MimeType, file.Name.Text), ct));
    }

    private static MediaKind Kind(string mimeType) => mimeType switch
    {
        "image/jpeg" or "image/png" => MediaKind.Image,
        "video/mp4" or "video/3gpp" => MediaKind.Video,
        "audio/aac" or "audio/mp4" or "audio/mpeg" or "audio/amr" or "audio/ogg" => MediaKind.Audio,
        _ => MediaKind.Document,
    };
}
