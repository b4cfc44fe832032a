using System.Text.Json.Serialization;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Orders;

[JsonConverter(typeof(ValueJson))]
public readonly record struct OrderId(Guid Value) : IStreamId<Order, OrderCommand, OrderEvent>;

public abstract record OrderCommand;

/// <param name="IsAccepted">The customer said yes to exactly this: it is confirmed at once, and its goods are theirs.</param>
public sealed record PlaceOrder(
    string Number,
    ContactId Customer,
    OrderSource Source,
    ConversationId? Chat,
    IReadOnlyList<OrderLine> Lines,
    Money Fee,
    Money Discount,
    Destination To,
    Personal? Note,
    bool IsAccepted) : OrderCommand;

public sealed record ConfirmOrder : OrderCommand;

public sealed record CancelOrder(string Reason) : OrderCommand;

/// <summary>As it shall be from now on: everything, not only what changes.</summary>
/// <param name="Instead">What its author read and takes the place of; null for who takes the place of anything.</param>
public sealed record EditOrder(IReadOnlyList<OrderLine> Lines, Money Fee, Money Discount, Destination To, Personal? Note, OrderText? Instead = null) : OrderCommand;

/// <summary>What people write on an order.</summary>
public sealed record OrderText(IReadOnlyList<OrderLine> Lines, Money Fee, Money Discount, Destination To, Personal? Note)
{
    /// <summary>Whether it still says so. Whose words they are may have changed: two contacts can turn out to be one.</summary>
    public bool IsOf(Order order) =>
        Lines.SequenceEqual(order.Bill.Lines) && (Fee, Discount, Note?.Text) == (order.Bill.Fee, order.Bill.Discount, order.Note?.Text)
        && order.To is { } to && Words(To) == Words(to);

    private static (string, string?, string, string?, string?, DateOnly?, string?) Words(Destination to) =>
        (to.Name.Text, to.Phone?.Text, to.City, to.Quarter?.Text, to.Address?.Text, to.Date, to.Slot);
}

public sealed record StartPreparing : OrderCommand;

public sealed record PickLine(VariantId Variant, bool IsPicked) : OrderCommand;

public sealed record FinishPreparing : OrderCommand;

/// <summary>It was moved too early.</summary>
public sealed record StepBack : OrderCommand;

public sealed record HandOver(string? To) : OrderCommand;

public sealed record DeliverOrder : OrderCommand;

public sealed record FailDelivery(string Reason) : OrderCommand;

public sealed record RescheduleOrder(DateOnly? Date, string? Slot) : OrderCommand;

/// <param name="Goods">All of it when nothing is named.</param>
public sealed record ReturnGoods(Guid Return, string Reason, IReadOnlyList<ShelfLine> Goods) : OrderCommand;

public sealed record TakePayment(Guid Payment, string Gateway, Money Amount) : OrderCommand;

public sealed record NoteRefund(Guid Payment, Guid Refund, Money Amount) : OrderCommand;
