using System.Security.Cryptography;
using System.Text;

namespace Platform.Web.Store.Keys;

/// <summary>
/// The one key that is never in the database. Every other key is wrapped by it or derived from it.
/// After a rotation the previous one is still accepted until <see cref="Keyring.RotateAsync"/> has rewrapped everything.
/// </summary>
public sealed class RootKey
{
    private const int Length = 32;
    private readonly byte[] current;
    private readonly byte[]? previous;

    public RootKey(byte[] current, byte[]? previous = null)
    {
        if (current.Length != Length || previous is { Length: not Length })
            throw new StartupException("PLATFORM_ROOT_KEY doit contenir 32 octets en base64. / PLATFORM_ROOT_KEY must be 32 bytes in base64.");

        (this.current, this.previous) = (current, previous);
        Name = NameOf(current);
    }

    /// <summary>Tells keys apart without giving them away.</summary>
    public string Name { get; }

    public byte[] Derive(string purpose) => Derive(current, purpose);

    /// <summary>From the configuration, or else from a file made beside the data on the first start.</summary>
    public static RootKey Load(IConfiguration configuration, string folder)
    {
        if (configuration["PLATFORM_ROOT_KEY"] is { Length: > 0 } given)
            return new(Decode(given), configuration["PLATFORM_ROOT_KEY_PREVIOUS"] is { Length: > 0 } before ? Decode(before) : null);

        var file = Path.Combine(folder, "root.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            using var made = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            made.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))));
        }

        return new(Decode(File.ReadAllText(file)));
    }

    public byte[] Wrap(byte[] key, string context) => Cipher.Seal(Derive("wrap"), key, Encoding.UTF8.GetBytes(context));

    public byte[] Unwrap(string name, byte[] wrapped, string context)
    {
        var root = name == Name ? current
            : previous is not null && name == NameOf(previous) ? previous
            : throw new CryptographicException($"The root key {name} is not configured");
        return Cipher.Open(Derive(root, "wrap"), wrapped, Encoding.UTF8.GetBytes(context));
    }

    private static byte[] Derive(byte[] key, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: Encoding.UTF8.GetBytes(purpose));
    private static string NameOf(byte[] key) => Convert.ToHexStringLower(Derive(key, "name").AsSpan(0, 6));

    private static byte[] Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text.Trim());
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
