using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Orders;

/// <summary>What a customer buys, from the yes to the door.</summary>
public sealed record Order : IAggregate<Order, OrderCommand, OrderEvent>
{
    public static Order Initial { get; } = new();

    public OrderStatus? Status { get; init; }

    /// <summary>What it takes from the shelf.</summary>
    public ImmutableArray<ShelfLine> Goods { get; init; } = [];

    public static Order Evolve(Order state, OrderEvent fact) => fact switch
    {
        OrderPlaced e => state with { Status = OrderStatus.Pending, Goods = [.. e.Lines.Select(line => new ShelfLine(line.Variant, line.Quantity))] },
        OrderConfirmed => state with { Status = OrderStatus.Confirmed },
        OrderCancelled => state with { Status = OrderStatus.Cancelled },
        _ => state,
    };

    public static Decision<OrderEvent> Decide(Order state, OrderCommand command, DateTimeOffset now) => (state.Status, command) switch
    {
        (null, PlaceOrder c) => Place(c),
        (_, PlaceOrder) => [],
        (null, _) => Refuse("unknown"),
        (OrderStatus.Pending, ConfirmOrder) => new OrderConfirmed(state.Goods),
        (OrderStatus.Confirmed, ConfirmOrder) => [],
        (OrderStatus.Cancelled, ConfirmOrder) => Refuse("cancelled"),
        (OrderStatus.Cancelled, CancelOrder) => [],
        (_, CancelOrder { Reason.Length: 0 }) => Refuse("reason_missing"),
        (OrderStatus.Confirmed, CancelOrder c) => new OrderCancelled(c.Reason, state.Goods),
        (_, CancelOrder c) => new OrderCancelled(c.Reason, []),
        _ => throw new UnreachableException($"No rule for {command.GetType().Name}"),
    };

    private static Decision<OrderEvent> Place(PlaceOrder c)
    {
        if (c.Lines is []) return Refuse("empty");
        if (c.Lines.Any(line => line.Quantity is < 1 or > MostPieces)) return Refuse("quantity");
        if (string.IsNullOrWhiteSpace(c.To.City)) return Refuse("city_missing");
        if (c.Lines.Any(line => line.UnitPrice.Currency != c.Fee.Currency || line.UnitPrice.Minor < 0) || c.Discount.Currency != c.Fee.Currency) return Refuse("amounts");

        var goods = c.Lines.Select(line => line.Total).Aggregate((sum, next) => sum + next);
        if (c.Fee.Minor < 0 || c.Discount.Minor < 0 || c.Discount.Minor > goods.Minor) return Refuse("amounts");

        var placed = new OrderPlaced(c.Number, c.Customer, c.Source, c.Chat, c.Lines, c.Fee, c.Discount, goods + c.Fee - c.Discount, c.To, c.Note);
        return c.IsAccepted ? [placed, new OrderConfirmed([.. c.Lines.Select(line => new ShelfLine(line.Variant, line.Quantity))])] : placed;
    }

    /// <summary>More of one article than anybody sells in a chat is a slip of the finger.</summary>
    public const int MostPieces = 999;

    private static Refusal Refuse(string why) => new($"order.{why}");
}

[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus { Pending, Confirmed, Cancelled }
