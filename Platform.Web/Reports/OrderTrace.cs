using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Reports;

/// <summary>What of one order the figures depend on.</summary>
/// <param name="ChatBegunAt">When the chat began that brought it; only on the first order of a chat.</param>
/// <param name="IsVoid">Cancelled, or its goods came back without having been handed over.</param>
/// <param name="Lines">As JSON; what came back is out of them.</param>
[Table("figure_orders"), PrimaryKey(nameof(OrganisationId), nameof(Generation), nameof(Id))]
public sealed record OrderTrace(
    Guid OrganisationId,
    int Generation,
    Guid Id,
    string Number,
    string TakenBy,
    DateTimeOffset? ChatBegunAt,
    bool IsFromAdvert,
    DateTimeOffset PlacedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? FailedAt,
    bool IsVoid,
    Currency Currency,
    long Fee,
    long Discount,
    string Lines)
{
    /// <param name="chat">The chat the order came from, when this is the first word of it.</param>
    public static OrderTrace? Evolve(OrderTrace? order, ChatTrace? chat, int generation, Recorded<OrderEvent> recorded) => (order, recorded.Fact) switch
    {
        (null, OrderPlaced e) => new(
            recorded.Organisation.Value, generation, recorded.Stream, e.Number, TakerOf(recorded.By), chat is { HasOrdered: false } ? chat.BegunAt : null, chat is { IsFromAdvert: true },
            recorded.At, null, null, null, false, e.Total.Currency, e.Fee.Minor, e.Discount.Minor, Write(e.Lines)),
        ({ } o, OrderConfirmed) => o with { ConfirmedAt = recorded.At },
        ({ } o, OrderEdited e) => o with { Fee = e.Fee.Minor, Discount = e.Discount.Minor, Lines = Write(e.Lines) },
        ({ } o, OrderDelivered) => o with { DeliveredAt = recorded.At, FailedAt = null },
        ({ } o, OrderFailed) => o with { FailedAt = recorded.At },
        ({ } o, OrderReturned { WasDelivered: true } e) when o.Bill().Without(e.Goods) is { } left => o with { Fee = left.Fee.Minor, Discount = left.Discount.Minor, Lines = Write(left.Lines) },
        ({ } o, OrderReturned { WasDelivered: false }) => o with { IsVoid = true },
        ({ } o, OrderCancelled) => o with { IsVoid = true },
        _ => order,
    };

    public IEnumerable<Count> Counts()
    {
        var origin = ChatTrace.Origin(IsFromAdvert);
        yield return new(Measure.Orders, TakenBy, PlacedAt, 1);
        if (ChatBegunAt is { } begun)
        {
            yield return new(Measure.ChatsOrdered, origin, begun, 1);
            if (IsSold) yield return new(Measure.ChatsConfirmed, origin, begun, 1);
            if (DeliveredAt is not null) yield return new(Measure.ChatsDelivered, origin, begun, 1);
        }

        if (IsSold && ConfirmedAt is { } confirmed)
        {
            yield return new(Measure.Sales, Currency.ToString(), confirmed, 1, Total().Minor);
            foreach (var line in Items()) yield return new(Measure.Products, $"{Currency} {line.Product.Value}", confirmed, line.Quantity, line.Total.Minor);
        }

        if (DeliveredAt is { } delivered) yield return new(Measure.Delivered, "", delivered, 1, (long)(delivered - (ConfirmedAt ?? PlacedAt)).TotalMilliseconds);
        if (FailedAt is { } failed) yield return new(Measure.Failed, "", failed, 1);
    }

    public Money Total() => Bill().Total();

    private bool IsSold => ConfirmedAt is not null && !IsVoid;

    private Bill Bill() => new([.. Items()], new Money(Fee, Currency), new Money(Discount, Currency));

    private ImmutableArray<OrderLine> Items() => JsonSerializer.Deserialize<ImmutableArray<OrderLine>>(Lines, FactTypes.Json);

    private static string Write(IReadOnlyList<OrderLine> lines) => JsonSerializer.Serialize(lines, FactTypes.Json);

    private static string TakerOf(Actor by) => by.Kind is ActorKind.Assistant ? ChatTrace.Assistant : ChatTrace.Person;
}
