using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Tests.Channels;
using Platform.Web.Catalogue;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Invoices;

/// <summary>Who bought in a chat finds the paper there.</summary>
public sealed class SentInvoiceTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_invoice_of_a_delivered_order_arrives_on_the_phone_as_a_document()
    {
        var shop = DemoPeople.AtlasSneakers;
        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, "+212600510001", "Salma");
        await app.Get<WhatsAppEmulator>().SayAsync(DemoMode.NumberId, phone, new Said(MessageKind.Text, "Bonjour"));
        await SixAtOnce.ReadAsync(app);
        var chat = new ConversationId(Guid.Parse(await app.TextAsync($"select conversation from inbox where phone = '{phone.Number}'")));
        var salma = new ContactId(Guid.Parse(await app.TextAsync($"select contact from inbox where phone = '{phone.Number}'")));
        var goods = (await app.Get<ShelfQueries>().FindAsync(shop, "", most: 50)).First(goods => goods.Available > 2);
        var awa = new Actor(shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());
        var order = new OrderId(Guid.CreateVersion7());

        await app.Get<Streams>().HandleAsync(order, new PlaceOrder(
            "CMD-F1", salma, OrderSource.Chat, chat, [new OrderLine(new ProductId(Guid.CreateVersion7()), goods.Variant, "Samba OG", "38", null, null, 1, Money.Of(949, Currency.MAD))],
            Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD), new Destination(new Personal(salma.Value, "Salma"), null, "Rabat", null, null, null, null), null, IsAccepted: true), awa);
        await app.Get<Streams>().HandleAsync(order, new HandOver("Blaise"), awa);
        await app.Get<Streams>().HandleAsync(order, new DeliverOrder(), awa);

        await Eventually.TrueAsync(() => phone.Lines.Any(line => line is { FromCustomer: false, Media: MediaKind.Document } && line.Text.Contains("facture F-", StringComparison.Ordinal)), "the invoice on the phone");
    }
}
