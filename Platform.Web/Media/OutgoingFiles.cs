using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Storage;

namespace Platform.Web.Media;

/// <summary>
/// Files people at work send. They are kept like those that customers send; a provider that stores files gets a copy,
/// one that fetches them gets an address that works for an hour and names nobody.
/// </summary>
public sealed class OutgoingFiles(IFileStore store, IDataProtectionProvider protection, PublicAddress address)
{
    public const long MostBytes = 16L * 1024 * 1024;
    private const long LargestPicture = 5L * 1024 * 1024;
    private static readonly TimeSpan Fetchable = TimeSpan.FromHours(1);

    /// <summary>An invoice is looked for again at the end of the month.</summary>
    private static readonly TimeSpan Lent = TimeSpan.FromDays(60);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("outgoing-file").ToTimeLimitedDataProtector();

    /// <param name="hasWords">Sounds carry no caption.</param>
    public async Task<(KeptFile? File, Refusal? Refusal)> KeepAsync(
        OrganisationId organisation, MessageId message, Personal name, ReadOnlyMemory<byte> bytes, string? announced, bool hasWords, CancellationToken ct)
    {
        if (bytes.Length is 0 or > (int)MostBytes) return (null, new("file.size"));
        var mimeType = FileKinds.Of(bytes.Span[..Math.Min(bytes.Length, FileKinds.Enough)], announced);
        if (!FileKinds.IsShown(mimeType) && mimeType is not ("application/pdf" or "text/plain") && !mimeType.StartsWith("application/vnd.openxmlformats-", StringComparison.Ordinal)) return (null, new("file.kind"));

        await using var content = new MemoryStream(bytes.ToArray(), writable: false);
        await store.PutAsync(MediaRow.NameOf(organisation, message), content, mimeType, ct);
        return (new(KindOf(mimeType, bytes.Length, hasWords), mimeType, bytes.Length, name), null);
    }

    /// <summary>The reply it belonged to was not taken.</summary>
    public Task ForgetAsync(OrganisationId organisation, MessageId message, CancellationToken ct) => store.DeleteAsync(MediaRow.NameOf(organisation, message), ct);

    public async Task<Content> ContentAsync(IMessageChannel channel, ChannelAccount account, MediaRow file, string caption, CancellationToken ct)
    {
        await using var bytes = await store.OpenAsync(file.StoredAs, ct) ?? throw new ProviderException(Trouble.MediaGone, ProviderFault.Final);
        return new Content.Media(Enum.Parse<MediaKind>(file.Kind.ToString()), await SourceAsync(channel, account, file, bytes, ct), caption.Length > 0 ? caption : null, file.FileName);
    }

    /// <summary>An address for the customer, where the file itself cannot go.</summary>
    public string Lend(OrganisationId organisation, MessageId message, KeptFile file) =>
        address.Of($"/fichiers/{seal.Protect($"{MediaRow.NameOf(organisation, message)} {file.MimeType}", Lent)}/{Uri.EscapeDataString(file.Name?.Text ?? "")}");

    /// <summary>For whoever knows the address.</summary>
    public async Task<IResult> FetchAsync(string token, CancellationToken ct)
    {
        try
        {
            var parts = seal.Unprotect(token).Split(' ');
            return await store.OpenAsync(parts[0], ct) is { } content ? TypedResults.Stream(content, parts[1]) : TypedResults.NotFound();
        }
        catch (CryptographicException)
        {
            return TypedResults.NotFound();
        }
    }

    private async Task<MediaSource> SourceAsync(IMessageChannel channel, ChannelAccount account, MediaRow file, Stream bytes, CancellationToken ct)
    {
        if (!channel.TakesFiles)
        {
            var token = seal.Protect($"{file.StoredAs} {file.MimeType}", Fetchable);
            return new MediaSource.Link(new Uri(address.Of($"/fichiers/{token}/{Uri.EscapeDataString(NameOf(file))}")));
        }

        try
        {
            return new MediaSource.Stored(await channel.UploadAsync(account, new MediaFile(bytes, file.MimeType!, NameOf(file)), ct));
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            // The customer has seen nothing of it yet, so it may simply be done again.
            throw new ProviderException(e.Code, ProviderFault.Retry, cause: e) { Reason = e.Reason };
        }
    }

    private static string NameOf(MediaRow file) => file.FileName is { Length: > 0 } name ? name : $"fichier.{file.MimeType!.Split('/', '+')[1]}";

    private static MessageKind KindOf(string mimeType, long size, bool hasWords) => mimeType switch
    {
        "image/jpeg" or "image/png" when size <= LargestPicture => MessageKind.Image,
        "video/mp4" or "video/3gpp" => MessageKind.Video,
        _ when mimeType.StartsWith("audio/", StringComparison.Ordinal) && !hasWords => MessageKind.Audio,
        _ => MessageKind.Document,
    };
}
