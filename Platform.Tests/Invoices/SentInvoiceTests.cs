using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Tests.Channels;
using Platform.Tests.Messaging;
using Platform.Web.Catalogue;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Invoices;

/// <summary>Who bought in a chat finds the paper there.</summary>
public sealed class SentInvoiceTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Awa = new(Shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());

    [Fact]
    public async Task The_invoice_of_a_delivered_order_arrives_on_the_phone_as_a_document()
    {
        var phone = await WroteAsync("+212600510001");

        await DeliverAsync(phone, app.Get<Streams>());

        await Eventually.TrueAsync(() => phone.Lines.Any(IsPaper), "the invoice on the phone");
    }

    [Fact]
    public async Task Nobody_gets_the_paper_of_a_sale_long_past()
    {
        var (phone, past) = (await WroteAsync("+212600510002"), new MovingClock());
        past.Advance(TimeSpan.FromDays(-3));

        var order = await DeliverAsync(phone, ActivatorUtilities.CreateInstance<Streams>(app.Services, past));

        await Eventually.EqualAsync("1", () => app.TextAsync($"select count(*) from invoices where order_id = '{order.Value}'"));
        await SixAtOnce.ReadAsync(app);
        Assert.DoesNotContain(phone.Lines, IsPaper);
    }

    private static bool IsPaper(EmulatedPhone.Line line) => line is { FromCustomer: false, Media: MediaKind.Document } && line.Text.Contains("facture F-", StringComparison.Ordinal);

    private async Task<EmulatedPhone> WroteAsync(string number)
    {
        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, number, "Salma");
        await app.Get<WhatsAppEmulator>().SayAsync(DemoMode.NumberId, phone, new Said(MessageKind.Text, "Bonjour"));
        await SixAtOnce.ReadAsync(app);
        return phone;
    }

    private async Task<OrderId> DeliverAsync(EmulatedPhone phone, Streams streams)
    {
        var chat = new ConversationId(Guid.Parse(await app.TextAsync($"select conversation from inbox where phone = '{phone.Number}'")));
        var salma = new ContactId(Guid.Parse(await app.TextAsync($"select contact from inbox where phone = '{phone.Number}'")));
        var goods = (await app.Get<ShelfQueries>().FindAsync(Shop, "", most: 50)).First(goods => goods.Available > 2);
        var order = new OrderId(Guid.CreateVersion7());

        await streams.HandleAsync(order, new PlaceOrder(
            $"CMD-{phone.Number[^4..]}", salma, OrderSource.Chat, chat, [new OrderLine(new ProductId(Guid.CreateVersion7()), goods.Variant, "Samba OG", "38", null, null, 1, Money.Of(949, Currency.MAD))],
            Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD), new Destination(new Personal(salma.Value, "Salma"), null, "Rabat", null, null, null, null), null, IsAccepted: true), Awa);
        await streams.HandleAsync(order, new HandOver("Blaise"), Awa);
        await streams.HandleAsync(order, new DeliverOrder(), Awa);
        return order;
    }
}
