using System.Text.Json.Serialization;
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
