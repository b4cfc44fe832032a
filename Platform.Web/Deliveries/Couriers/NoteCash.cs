using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>What was collected at a door is from that moment in the courier's pocket.</summary>
public sealed class NoteCash(DeliveryQueries deliveries, Streams streams) : IReaction<ParcelDelivered>
{
    public async Task ReactAsync(Recorded<ParcelDelivered> recorded, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is not { Courier: { } courier } row) return;
        await streams.HandleAsync(
            TillOf(new(courier)), new NoteCashCollected(new(courier), row.Key, row.Number, recorded.Fact.Collected), Actor.System(recorded.Organisation), ct);
    }

    /// <summary>A courier has one till, on every node.</summary>
    public static TillId TillOf(CourierId courier) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"till {courier.Value:N}")).AsSpan(0, 16)));
}
