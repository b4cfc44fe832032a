using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>Makes an order of what a customer accepted. The same yes makes the same order, however often it is heard.</summary>
public sealed class OrderDesk(Streams streams, OrderQueries orders, OrderNumbers numbers)
{
    /// <param name="Number">Of the order; null when it could not be placed.</param>
    public sealed record Outcome(string? Number, Refusal? Refusal);

    /// <param name="nth">How many orders this chat has brought before.</param>
    public async Task<Outcome> PlaceAsync(Actor by, ConversationId conversation, ContactId contact, Recap recap, int nth, CancellationToken ct)
    {
        var order = new OrderId(IdOf(conversation, recap, nth));
        if (await orders.FindAsync(by.Organisation, order, ct) is { } placed) return new(placed.Number, null);

        var number = await numbers.NextAsync(by.Organisation, ct);
        Personal Said(string text) => new(contact.Value, text);
        Personal? Perhaps(string? text) => text is { Length: > 0 } some ? Said(some) : null;
        var decision = await streams.HandleAsync(order, new PlaceOrder(
            number,
            contact,
            OrderSource.Chat,
            conversation,
            [.. recap.Lines.Select(line => new OrderLine(line.Product, line.Variant, line.Title, line.Size, line.Colour, line.Other, line.Quantity, line.UnitPrice))],
            recap.Fee,
            recap.Discount,
            new Destination(
                Said(recap.Details.Name ?? ""), Perhaps(recap.Details.Phone), recap.Details.City ?? "", Perhaps(recap.Details.Quarter), Perhaps(recap.Details.Address),
                recap.Details.Date, recap.Details.Slot),
            Perhaps(recap.Details.Note),
            IsAccepted: true), by, ct);

        if (decision.Refusal is { } refusal) return new(null, refusal);
        return decision.Facts is [] ? new((await orders.FindAsync(by.Organisation, order, ct))?.Number, null) : new(number, null);
    }

    private static Guid IdOf(ConversationId conversation, Recap recap, int nth) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation.Value:N} {recap.Id} {nth}")).AsSpan(0, 16));
}
