namespace Platform.Web.Media;

/// <summary>What a file is, by what is in it: a name or an announcement may say anything.</summary>
internal static class FileKinds
{
    public const int Enough = 64;
    private const string Unknown = "application/octet-stream";

    /// <summary>What a browser may show or play inside our pages; the rest is only ever saved.</summary>
    private static readonly HashSet<string> Shown =
    [
        "image/png", "image/jpeg", "image/webp", "image/gif", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr", "video/mp4", "video/3gpp",
    ];

    public static bool IsShown(string mimeType) => Shown.Contains(mimeType);

    /// <param name="announced">Decides only between kinds that look the same inside.</param>
    public static string Of(ReadOnlySpan<byte> start, string? announced)
    {
        var said = announced?.Split(';')[0].Trim().ToLowerInvariant();
        return start switch
        {
            _ when Shared.Pictures.TypeOf(start) is { } picture => picture,
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
            [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, 0xFB or 0xF3 or 0xF2, ..] => "audio/mpeg",
            [0xFF, 0xF1 or 0xF9, ..] => "audio/aac",
            [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "audio/amr",
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'3', (byte)'g', ..] => "video/3gpp",
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'M', (byte)'4', (byte)'A', ..] => "audio/mp4",
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => said is "audio/mp4" ? said : "video/mp4",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "application/pdf",
            [(byte)'P', (byte)'K', 3, 4, ..] when said?.StartsWith("application/vnd.openxmlformats-", StringComparison.Ordinal) is true => said,
            [(byte)'P', (byte)'K', 3, 4, ..] => "application/zip",
            _ when said is "text/plain" or "text/csv" && !start.Contains((byte)0) => said,
            _ => Unknown,
        };
    }
}
