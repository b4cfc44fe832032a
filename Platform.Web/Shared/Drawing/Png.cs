using System.Buffers.Binary;
using System.IO.Compression;

namespace Platform.Web.Shared.Drawing;

/// <summary>The picture format every telephone takes for an icon; some take no drawing.</summary>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8];

    /// <summary>Eight bits a colour, with transparency, nothing interlaced.</summary>
    private static readonly byte[] Kind = [8, 6, 0, 0, 0];

    public static byte[] Write(Canvas canvas)
    {
        var header = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), canvas.Size);

        using var packed = new MemoryStream();
        using (var pack = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var row = 0; row < canvas.Size; row++)
            {
                pack.WriteByte(0); // Each row stands for itself.
                pack.Write(canvas.Points, row * canvas.Size * 4, canvas.Size * 4);
            }

        return [.. Signature, .. Chunk("IHDR"u8, [.. header, .. Kind]), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        byte[] named = [.. name, .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(named.Length + 4), Check(named));
        return chunk;
    }

    private static uint Check(byte[] data)
    {
        var check = uint.MaxValue;
        foreach (var one in data)
        {
            check ^= one;
            for (var bit = 0; bit < 8; bit++) check = (check >> 1) ^ (0xEDB88320 & (uint)-(int)(check & 1));
        }

        return ~check;
    }
}
