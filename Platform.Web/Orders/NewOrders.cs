using Platform.Domain.Catalogue;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations.Messaging;
using Platform.Web.Assistant;
using Platform.Web.Catalogue;
using Platform.Web.Channels;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>Orders people type in and programs send. Prices come from the catalogue and fees from the zones; nobody outside adds anything up.</summary>
public sealed class NewOrders(Streams streams, OrderQueries orders, OrderNumbers numbers, ShelfQueries shelf, ShopBook book, ChannelDesk channels, ContactAddresses contacts, InboxQueries inbox)
{
    /// <param name="Id">Chosen by whoever asks: the same one again makes no second order.</param>
    /// <param name="Fee">Null for what the zone of the city asks.</param>
    /// <param name="IsConfirmed">The customer said yes already: the goods are theirs.</param>
    public sealed record Wanted(
        OrderId Id, OrderSource Source, string Phone, string Name, IReadOnlyList<ShelfLine> Goods, Func<Guid, Destination> To, Func<Guid, Personal?> Note, Money? Fee, Money? Discount, bool IsConfirmed);

    public async Task<(OrderRow? Order, Refusal? Refusal)> PlaceAsync(Actor by, Wanted wanted, CancellationToken ct = default)
    {
        // Before a contact is made: who may not order leaves no trace.
        if (!Identity.Permissions.Allows(by, new ConfirmOrder())) return (null, new("forbidden"));
        if (await orders.FindAsync(by.Organisation, wanted.Id, ct) is { } placed) return (placed, null);

        var shop = (await book.OpenAsync(by.Organisation)).Shop;
        if (!PhoneNumber.TryParse(wanted.Phone, shop.Country, out var phone)) return (null, new("order.phone"));
        if (string.IsNullOrWhiteSpace(wanted.Name)) return (null, new("order.name_missing"));
        if (await PriceAsync(by.Organisation, wanted.Goods, ct) is not { } lines) return (null, new("order.goods_unknown"));

        var bill = new Bill([.. lines], new(0, shop.Currency), wanted.Discount ?? new(0, shop.Currency));
        if (bill.Problem() is { } problem) return (null, new($"order.{problem}"));

        var (person, chat) = await CustomerAsync(by.Organisation, phone.Value, wanted.Name, ct);
        var to = wanted.To(person.Value);
        var fee = wanted.Fee ?? shop.ZoneOf(to.City)?.FeeFor(bill.Value()) ?? new Money(0, shop.Currency);
        var number = await numbers.NextAsync(by.Organisation, ct);
        var decision = await streams.HandleAsync(wanted.Id, new PlaceOrder(
            number, person, wanted.Source, chat, lines, fee, bill.Discount, to with { Phone = new(person.Value, phone.Value.Value) }, wanted.Note(person.Value), wanted.IsConfirmed), by, ct);
        return decision.Refusal is { } refusal ? (null, refusal) : (await orders.FindAsync(by.Organisation, wanted.Id, ct), null);
    }

    /// <summary>As the catalogue has them now; null when it has not all of them.</summary>
    private async Task<List<OrderLine>?> PriceAsync(OrganisationId organisation, IReadOnlyList<ShelfLine> goods, CancellationToken ct)
    {
        var held = (await shelf.OfAsync(organisation, [.. goods.Select(line => line.Variant).Distinct()], ct)).Where(one => one.IsActive).ToDictionary(one => one.Variant);
        if (goods.Any(line => !held.ContainsKey(line.Variant))) return null;
        return [.. goods.Select(line => held[line.Variant].Line(line.Quantity))];
    }

    /// <summary>The contact of this number, and their chat where there is one.</summary>
    private async Task<(ContactId Person, ConversationId? Chat)> CustomerAsync(OrganisationId organisation, PhoneNumber phone, string name, CancellationToken ct)
    {
        // A shop that has connected no channel yet still has customers.
        var channel = (await channels.DefaultAsync(organisation, ct))?.Id ?? Guid.Empty;
        var person = await contacts.FindOrMakeAsync(organisation, new(channel), [new Address(AddressKind.Phone, phone.Value)], name.Trim(), ct);
        return (person.Contact, await inbox.FindAsync(organisation, person.Conversation, ct) is null ? null : person.Conversation);
    }
}
