using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Integrations.WebPush;

/// <summary>Seals a message for one browser (RFC 8291, one record of `aes128gcm`): the push service carries it and cannot read it.</summary>
public static class PushCipher
{
    public const int PublicKeyLength = 65, SecretLength = 16;

    /// <summary>Push services must take this much; longer is refused by some.</summary>
    public const int LongestMessage = 3993;

    private const int SaltLength = 16, KeyLength = 16, NonceLength = 12, TagLength = 16, RecordSize = 4096;
    private const byte LastRecord = 2;

    public static byte[] Seal(PushTarget target, ReadOnlySpan<byte> message)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(target, message, once, RandomNumberGenerator.GetBytes(SaltLength));
    }

    internal static byte[] Seal(PushTarget target, ReadOnlySpan<byte> message, ECDiffieHellman once, byte[] salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, LongestMessage);
        using var browser = ECDiffieHellman.Create(Point(target.Key));
        var (ours, shared) = (Point(once.ExportParameters(includePrivateParameters: false).Q), once.DeriveRawSecretAgreement(browser.PublicKey));
        var seed = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, target.Secret, [.. "WebPush: info\0"u8, .. target.Key, .. ours]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, KeyLength, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, NonceLength, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));

        byte[] plain = [.. message, LastRecord];
        var record = new byte[plain.Length + TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, plain, record.AsSpan(0, plain.Length), record.AsSpan(plain.Length));

        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, RecordSize);
        return [.. salt, .. size, PublicKeyLength, .. ours, .. record];
    }

    internal static ECParameters Point(byte[] key) => key is [4, .. var coordinates] && key.Length == PublicKeyLength
        ? new() { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = coordinates[..32], Y = coordinates[32..] } }
        : throw new CryptographicException("Not an uncompressed point of P-256");

    internal static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
