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
