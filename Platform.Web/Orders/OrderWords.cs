using Platform.Domain.Orders;

namespace Platform.Web.Orders;

/// <summary>How orders are named wherever they are shown.</summary>
public static class OrderWords
{
    public static string Chip(OrderStatus status) => status switch
    {
        OrderStatus.Confirmed or OrderStatus.Delivered => "good",
        OrderStatus.Failed or OrderStatus.Cancelled => "bad",
        OrderStatus.Preparing or OrderStatus.Ready or OrderStatus.InDelivery => "primary",
        _ => "warn",
    };

    public static string Items(OrderRow row) => string.Join(" · ", row.Items().Select(line => $"{line.Quantity} × {line.Title}"));

    public static string Line(OrderLine line) => string.Join(", ", new[] { line.Title, line.Size, line.Colour, line.Other }.OfType<string>());
}
