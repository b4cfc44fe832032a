using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store.Keys;

namespace Platform.Web.Media;

/// <summary>
/// An address under which a provider may fetch one file for a while, where it does not let us bring the file.
/// Whoever has the address has the file, so it is long, signed and soon worth nothing.
/// </summary>
public sealed class LentFiles(RootKey root, PublicAddress address, TimeProvider clock)
{
    private static readonly TimeSpan Lent = TimeSpan.FromHours(6);
    private const int Length = 16 + 16 + 8;

    public Uri Lend(OrganisationId organisation, MessageId message)
    {
        Span<byte> said = stackalloc byte[Length];
        Write(said, organisation, message, clock.GetUtcNow() + Lent);
        return new(address.Of($"/fichiers/{Base64Url.EncodeToString([.. said, .. Proof(said)])}"));
    }

    /// <returns>Null for what we never signed, and for what was lent too long ago.</returns>
    public (OrganisationId Organisation, Guid Message)? Read(string token)
    {
        if (token.Length > 200 || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: Length + HMACSHA256.HashSizeInBytes } bytes) return null;

        var said = bytes.AsSpan(0, Length);
        if (!CryptographicOperations.FixedTimeEquals(Proof(said), bytes.AsSpan(Length))) return null;
        if (DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToInt64(said[32..])) < clock.GetUtcNow()) return null;
        return (new(new Guid(said[..16])), new Guid(said[16..32]));
    }

    private static void Write(Span<byte> said, OrganisationId organisation, MessageId message, DateTimeOffset until)
    {
        organisation.Value.TryWriteBytes(said);
        message.Value.TryWriteBytes(said[16..]);
        BitConverter.TryWriteBytes(said[32..], until.ToUnixTimeSeconds());
    }

    private byte[] Proof(ReadOnlySpan<byte> said) => HMACSHA256.HashData(root.Derive("lent files"), said);
}
