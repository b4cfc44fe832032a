using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.Domain.Common;
using Platform.Web.Store.Keys;

namespace Platform.Web.Payments;

/// <summary>What stands behind an address of ours that customers or gateways are given.</summary>
public enum Door
{
    /// <summary>The customer's page of one payment.</summary>
    Customer,

    /// <summary>Where a gateway tells of one payment.</summary>
    Payment,

    /// <summary>Where a gateway tells of everything on one account.</summary>
    Account,
}

/// <summary>
/// Addresses nobody can guess, and that say whose they are without a look into the database. Who knows one kind of them knows none of the others:
/// the customer's link opens no door for notifications.
/// </summary>
public sealed class PaymentDoors(RootKey root, PublicAddress address)
{
    private const int Said = 32, Proof = 10;

    public string Token(Door door, OrganisationId organisation, Guid id)
    {
        Span<byte> bytes = stackalloc byte[Said + Proof];
        organisation.Value.TryWriteBytes(bytes);
        id.TryWriteBytes(bytes[16..]);
        Prove(door, bytes[..Said], bytes[Said..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null for what we never made.</returns>
    public (OrganisationId Organisation, Guid Id)? Read(Door door, string? token)
    {
        Span<byte> bytes = stackalloc byte[Said + Proof];
        if (token is not { Length: 56 } || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token, bytes) != bytes.Length) return null;

        Span<byte> expected = stackalloc byte[Proof];
        Prove(door, bytes[..Said], expected);
        return CryptographicOperations.FixedTimeEquals(expected, bytes[Said..]) ? (new(new Guid(bytes[..16])), new Guid(bytes[16..Said])) : null;
    }

    public Uri Link(OrganisationId organisation, Guid payment) => new(address.Of($"/payer/{Token(Door.Customer, organisation, payment)}"));

    public Uri Return(OrganisationId organisation, Guid payment) => new(address.Of($"/payer/retour/{Token(Door.Customer, organisation, payment)}"));

    public Uri Notify(string gateway, Door door, OrganisationId organisation, Guid id) => new(address.Of($"/api/payments/{gateway}/{Token(door, organisation, id)}"));

    private void Prove(Door door, ReadOnlySpan<byte> said, Span<byte> proof) => HMACSHA256.HashData(root.Derive($"payment door {door}"), said)[..Proof].CopyTo(proof);
}
