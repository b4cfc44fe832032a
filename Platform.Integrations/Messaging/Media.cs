namespace Platform.Integrations.Messaging;

public enum MediaKind { Image, Video, Audio, Voice, Document, Sticker }

/// <summary>Where the provider gets a file from: its own store, or a public address of ours.</summary>
public abstract record MediaSource
{
    private MediaSource()
    {
    }

    public sealed record Stored(string Id) : MediaSource;
    public sealed record Link(Uri Url) : MediaSource;
}

/// <summary>A file for the provider's store.</summary>
public sealed record MediaFile(Stream Content, string MimeType, string FileName);

/// <summary>A file a customer sent, being read from the provider. More than the cap, or other bytes than were announced, end in a <see cref="ProviderException"/>.</summary>
public sealed class OpenedMedia(Stream content, string mimeType, IDisposable? line = null) : IDisposable
{
    public Stream Content { get; } = content;
    public string MimeType { get; } = mimeType;

    public void Dispose()
    {
        Content.Dispose();
        line?.Dispose();
    }
}
