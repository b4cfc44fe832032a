using System.Security.Cryptography;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>When no courier is left, the delivery service the seller chose is asked; by itself where they said so.</summary>
public sealed class AskCarrier(CarrierAccounts accounts, Streams streams) : IReaction<CouriersExhausted>
{
    public async Task ReactAsync(Recorded<CouriersExhausted> recorded, CancellationToken ct)
    {
        if (await accounts.AskedByItselfAsync(recorded.Organisation, ct) is not { } service) return;
        await streams.HandleAsync(new DeliveryId(recorded.Stream), new AskService(BookingOf(recorded), service, By: null), Actor.System(recorded.Organisation), ct);
    }

    /// <summary>Of this very moment, so that a second run asks for nothing new.</summary>
    private static BookingId BookingOf<TFact>(Recorded<TFact> recorded) =>
        new(new Guid(SHA256.HashData([.. recorded.Stream.ToByteArray(), .. BitConverter.GetBytes(recorded.Version)]).AsSpan(0, 16)));
}
