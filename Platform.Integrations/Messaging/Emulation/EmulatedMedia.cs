using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Platform.Integrations.Messaging.Emulation;

/// <summary>Files that lie at a provider.</summary>
internal sealed class EmulatedMedia
{
    private readonly ConcurrentDictionary<string, File> files = new();

    /// <param name="Account">Whose it is; nobody else gets it.</param>
    public sealed record File(string Account, string MimeType, byte[] Bytes, string? Name)
    {
        public byte[] Sha256 { get; } = SHA256.HashData(Bytes);
    }

    /// <summary>What a phone makes of a file at some address.</summary>
    public static MediaKind KindOf(Uri file) => System.IO.Path.GetExtension(file.AbsolutePath).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" or ".png" => MediaKind.Image,
        ".mp4" or ".3gp" => MediaKind.Video,
        ".mp3" or ".aac" or ".ogg" or ".m4a" => MediaKind.Audio,
        _ => MediaKind.Document,
    };

    public string Keep(string account, string mimeType, byte[] bytes, string? name = null)
    {
        var id = $"{RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue)}{RandomNumberGenerator.GetInt32(100_000, 1_000_000)}";
        files[id] = new(account, mimeType, bytes, name);
        return id;
    }

    public File? Find(string account, string id) => files.GetValueOrDefault(id) is { } file && file.Account == account ? file : null;

    public bool Remove(string account, string id) => Find(account, id) is not null && files.TryRemove(id, out _);
}
