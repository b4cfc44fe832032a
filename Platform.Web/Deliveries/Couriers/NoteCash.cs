using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Deliveries.Carriers;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>What was collected at a door is from that moment in the courier's pocket, or in the hands of the delivery service until it pays out.</summary>
public sealed class NoteCash(DeliveryQueries deliveries, CarrierAccounts carriers, Streams streams) : IReaction<ParcelDelivered>
{
    public async Task ReactAsync(Recorded<ParcelDelivered> recorded, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is not { } row || await HolderAsync(row, ct) is not { } holder) return;
        await streams.HandleAsync(
            TillOf(holder), new NoteCashCollected(holder, row.Key, row.Number, recorded.Fact.Collected), Actor.System(recorded.Organisation), ct);
    }

    private async Task<CourierId?> HolderAsync(DeliveryRow row, CancellationToken ct) => row switch
    {
        { Courier: { } courier } => new(courier),
        { Service: { } service } => (await carriers.ListAsync(new(row.OrganisationId), ct)).Find(account => account.Carrier == service) is { } account ? new(account.Id) : null,
        _ => null,
    };

    /// <summary>A courier has one till, on every node.</summary>
    public static TillId TillOf(CourierId courier) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"till {courier.Value:N}")).AsSpan(0, 16)));
}
