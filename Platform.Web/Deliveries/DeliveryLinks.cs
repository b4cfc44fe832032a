using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Store.Keys;

namespace Platform.Web.Deliveries;

/// <summary>Signed addresses that open one thing and nothing else: a courier's page of one delivery, a customer's page of theirs, a carrier's way to tell us.</summary>
public sealed class DeliveryLinks(RootKey root, PublicAddress address)
{
    private const int IdLength = 16, SignatureLength = 12;

    public sealed record Course(OrganisationId Organisation, DeliveryId Delivery, CourierId Courier);
    public sealed record Tracking(OrganisationId Organisation, DeliveryId Delivery);
    public sealed record CarrierDoor(OrganisationId Organisation, Guid Account);

    public string CourseOf(OrganisationId organisation, DeliveryId delivery, CourierId courier) =>
        address.Of($"/course/{Sign("course", organisation.Value, delivery.Value, courier.Value)}");

    public string TrackingOf(OrganisationId organisation, DeliveryId delivery) => address.Of($"/suivi/{Sign("tracking", organisation.Value, delivery.Value)}");

    public Uri CarrierDoorOf(string carrier, OrganisationId organisation, Guid account) => new(address.Of($"/api/carriers/{carrier}/{Sign("carrier", organisation.Value, account)}"));

    public bool TryReadCourse(string? token, [NotNullWhen(true)] out Course? course)
    {
        course = Read("course", token, parts: 3) is [var organisation, var delivery, var courier] ? new(new(organisation), new(delivery), new(courier)) : null;
        return course is not null;
    }

    public bool TryReadTracking(string? token, [NotNullWhen(true)] out Tracking? tracking)
    {
        tracking = Read("tracking", token, parts: 2) is [var organisation, var delivery] ? new(new(organisation), new(delivery)) : null;
        return tracking is not null;
    }

    public bool TryReadCarrierDoor(string? token, [NotNullWhen(true)] out CarrierDoor? door)
    {
        door = Read("carrier", token, parts: 2) is [var organisation, var account] ? new(new(organisation), account) : null;
        return door is not null;
    }

    private string Sign(string purpose, params ReadOnlySpan<Guid> ids)
    {
        byte[] said = [.. ids.ToArray().SelectMany(id => id.ToByteArray())];
        return Base64Url.EncodeToString([.. said, .. Proof(purpose, said)]);
    }

    private Guid[] Read(string purpose, string? token, int parts)
    {
        var length = (parts * IdLength) + SignatureLength;
        if (token is null || token.Length > 120 || !Base64Url.IsValid(token)) return [];

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length != length) return [];

        var said = bytes[..(parts * IdLength)];
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(said.Length), Proof(purpose, said)) ? [.. said.Chunk(IdLength).Select(id => new Guid(id))] : [];
    }

    /// <summary>Twelve bytes cannot be guessed, and the address still fits into a text message.</summary>
    private byte[] Proof(string purpose, byte[] said) => HMACSHA256.HashData(root.Derive($"delivery link {purpose}"), said)[..SignatureLength];
}
