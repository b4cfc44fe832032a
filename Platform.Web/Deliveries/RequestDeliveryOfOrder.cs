using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Assistant;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries;

/// <summary>What is confirmed wants to be brought.</summary>
public sealed class RequestDeliveryOfOrder(Streams streams, OrderQueries orders, PromisedHours hours, TimeProvider clock) : IReaction<OrderConfirmed>
{
    /// <summary>Nobody is sent out for a yes that was given days ago and is only read now.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromDays(1);

    public async Task ReactAsync(Recorded<OrderConfirmed> recorded, CancellationToken ct)
    {
        if (clock.GetUtcNow() - recorded.At > TooLate) return;

        var (organisation, order) = (recorded.Organisation, new OrderId(recorded.Stream));
        if (await orders.FindAsync(organisation, order, ct) is not { Status: not OrderStatus.Cancelled } row) return;

        await streams.HandleAsync(IdOf(order), new RequestDelivery(
            order, row.Number, new ContactId(row.Contact), row.Conversation is { } chat ? new ConversationId(chat) : null,
            row.City, row.Date, row.Slot, await hours.EndAsync(organisation, row.Date, row.Slot), row.Due(), NewCode()), Actor.System(organisation), ct);
    }

    /// <summary>An order has one delivery, on every node.</summary>
    public static DeliveryId IdOf(OrderId order) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"delivery {order.Value:N}")).AsSpan(0, 16)));

    private static string NewCode() => RandomNumberGenerator.GetInt32(10_000).ToString("D4", CultureInfo.InvariantCulture);
}

/// <summary>Until when the customer was promised it, on the seller's clock.</summary>
public sealed class PromisedHours(ShopBook shops)
{
    private static readonly TimeOnly EndOfDay = new(23, 59, 59);

    /// <returns>Null when nothing was promised.</returns>
    public async Task<DateTimeOffset?> EndAsync(OrganisationId organisation, DateOnly? date, string? slot)
    {
        if (date is not { } day) return null;

        var zone = (await shops.OpenAsync(organisation)).Zone;
        var end = day.ToDateTime(SlotHours.Read(slot)?.Until ?? EndOfDay);
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
