using System.Security.Cryptography;

namespace Platform.Web.Store.Keys;

/// <summary>AES-256-GCM with a version byte in front, so that the algorithm can change without guessing.</summary>
public static class Cipher
{
    private const byte Version = 1;
    private const int Nonce = 12;
    private const int Tag = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var box = new byte[1 + Nonce + Tag + plain.Length];
        box[0] = Version;
        var nonce = box.AsSpan(1, Nonce);
        RandomNumberGenerator.Fill(nonce);

        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(nonce, plain, box.AsSpan(1 + Nonce + Tag), box.AsSpan(1 + Nonce, Tag), context);
        return box;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        if (box.Length < 1 + Nonce + Tag || box[0] != Version) throw new CryptographicException("Not a sealed value of a known version");

        var plain = new byte[box.Length - 1 - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(box.Slice(1, Nonce), box[(1 + Nonce + Tag)..], box.Slice(1 + Nonce, Tag), plain, context);
        return plain;
    }
}
