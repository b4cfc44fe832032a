using System.Security.Cryptography;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>When no courier is left, the delivery service the seller chose is asked; by itself where they said so.</summary>
public sealed class AskCarrier(DispatchSettingsDesk settings, CarrierAccounts accounts, Streams streams) : IReaction<CouriersExhausted>
{
    public async Task ReactAsync(Recorded<CouriersExhausted> recorded, CancellationToken ct)
    {
        if (await ServiceOfAsync(recorded.Organisation, ct) is not { } service) return;
        await streams.HandleAsync(new DeliveryId(recorded.Stream), new AskService(BookingOf(recorded), service, By: null), Actor.System(recorded.Organisation), ct);
    }

    /// <returns>The one that is asked by itself; null when a person decides.</returns>
    public async Task<string?> ServiceOfAsync(OrganisationId organisation, CancellationToken ct) =>
        await settings.ReadAsync(organisation, ct) is { AsksService: true, Service: { } service } && await accounts.FindAsync(organisation, service, ct) is { Row.IsUsable: true } ? service : null;

    /// <summary>Of this very moment, so that a second run asks for nothing new.</summary>
    private static BookingId BookingOf<TFact>(Recorded<TFact> recorded) =>
        new(new Guid(SHA256.HashData([.. recorded.Stream.ToByteArray(), .. BitConverter.GetBytes(recorded.Version)]).AsSpan(0, 16)));
}
