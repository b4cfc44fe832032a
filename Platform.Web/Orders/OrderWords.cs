using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
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

    public static string Place(OrderRow row) => Whereabouts.Line(row.Address, row.Quarter, row.City);

    /// <summary>The verb on the button that moves it there.</summary>
    public static string Verb(OrderStatus from, OrderStatus to) => (from, to) switch
    {
        (OrderStatus.Preparing, OrderStatus.Confirmed) or (OrderStatus.Ready, OrderStatus.Preparing) => "MoveBack",
        (OrderStatus.Failed, OrderStatus.Ready) => "MoveAgain",
        _ => $"Move{to}",
    };

    /// <summary>A provider is called by its name, cash by ours.</summary>
    public static string Gateway(string gateway, IStringLocalizer texts) => texts[$"Gateway.{gateway}"] is { ResourceNotFound: false } said ? said : gateway;

    /// <summary>What is said about its money at a glance.</summary>
    public static (string Word, string Chip) Money(OrderRow row) => row switch
    {
        { Paid: > 0 } when row.Refunded >= row.Paid => ("MoneyRefunded", ""),
        { Paid: > 0 } when row.Due().Minor == 0 => ("MoneyPaid", "good"),
        { Paid: > 0 } => ("MoneyPartly", "warn"),
        _ => ("MoneyCash", ""),
    };

    public static bool MayChange(Role role) => role is Role.Agent or Role.Admin or Role.Owner;
}
