using System.Text.Json.Serialization;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;

namespace Platform.Domain.Orders;

public abstract record OrderEvent;

/// <param name="Number">As people say it aloud: "CMD-1042".</param>
public sealed record OrderPlaced(
    string Number,
    ContactId Customer,
    OrderSource Source,
    ConversationId? Chat,
    IReadOnlyList<OrderLine> Lines,
    Money Fee,
    Money Discount,
    Money Total,
    Destination To,
    Personal? Note) : OrderEvent;

/// <param name="Reserved">What leaves the shelf for it, in the same transaction.</param>
public sealed record OrderConfirmed(IReadOnlyList<ShelfLine> Reserved) : OrderEvent;

/// <param name="Released">What goes back on the shelf; nothing when nothing had been reserved.</param>
public sealed record OrderCancelled(string Reason, IReadOnlyList<ShelfLine> Released) : OrderEvent;

/// <param name="Taken">What leaves the shelf besides, in the same transaction.</param>
/// <param name="Released">What goes back on it.</param>
public sealed record OrderEdited(
    IReadOnlyList<OrderLine> Lines,
    Money Fee,
    Money Discount,
    Money Total,
    Destination To,
    Personal? Note,
    IReadOnlyList<ShelfLine> Taken,
    IReadOnlyList<ShelfLine> Released) : OrderEvent;

/// <summary>Somebody has begun to lay it together.</summary>
public sealed record OrderPreparing : OrderEvent;

public sealed record OrderPicked(VariantId Variant, bool IsPicked) : OrderEvent;

/// <summary>Packed, and waiting for whoever drives.</summary>
public sealed record OrderPrepared : OrderEvent;

public sealed record OrderSteppedBack(OrderStatus To) : OrderEvent;

/// <param name="To">Who carries it, by the name people use.</param>
public sealed record OrderHandedOver(string? To) : OrderEvent;

/// <param name="Goods">What the shop no longer owns.</param>
public sealed record OrderDelivered(IReadOnlyList<ShelfLine> Goods) : OrderEvent;

public sealed record OrderFailed(string Reason) : OrderEvent;

public sealed record OrderRescheduled(DateOnly? Date, string? Slot) : OrderEvent;

/// <param name="Credit">What the customer no longer owes for it.</param>
/// <param name="WasDelivered">The shop had given it away and owns it again; otherwise it had only been promised.</param>
public sealed record OrderReturned(Guid Return, string Reason, IReadOnlyList<ShelfLine> Goods, Money Credit, bool WasDelivered) : OrderEvent;

/// <param name="Gateway">How it came: "cash", "wave", "stripe"…</param>
public sealed record OrderPaid(Guid Payment, string Gateway, Money Amount) : OrderEvent;

public sealed record OrderRefunded(Guid Payment, Guid Refund, Money Amount) : OrderEvent;

/// <summary>At the price it was agreed at, whatever the catalogue says later.</summary>
public sealed record OrderLine(
    ProductId Product, VariantId Variant, string Title, string? Size, string? Colour, string? Other, int Quantity, Money UnitPrice)
{
    [JsonIgnore]
    public Money Total => UnitPrice with { Minor = checked(UnitPrice.Minor * Quantity) };
}

public sealed record ShelfLine(VariantId Variant, int Quantity);

/// <summary>Where it goes, and when the customer wants it.</summary>
public sealed record Destination(Personal Name, Personal? Phone, string City, Personal? Quarter, Personal? Address, DateOnly? Date, string? Slot);

/// <summary>How the order was born.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderSource>))]
public enum OrderSource { Chat, Hand, Api }
