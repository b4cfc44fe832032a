using Microsoft.EntityFrameworkCore;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Integrations.Payments.Emulation;
using Platform.Web.Identity;
using Platform.Web.Orders;
using Platform.Web.Payments;
using Platform.Web.Store;

namespace Platform.Tests.Payments;

/// <summary>One of the demo's shops, with orders to be paid and customers who follow their links.</summary>
internal sealed class PaymentShop(App app, OrganisationId organisation, Currency currency)
{
    public static PaymentShop Dakar(App app) => new(app, DemoPeople.DakarMode, Currency.XOF);
    public static PaymentShop Atlas(App app) => new(app, DemoPeople.AtlasSneakers, Currency.MAD);

    public OrganisationId Organisation => organisation;
    public Actor Owner { get; } = new(organisation, ActorKind.Member, Role.Owner, Guid.CreateVersion7());

    private Streams Streams => app.Get<Streams>();

    /// <param name="chat">Where it came from, with the customer who writes there.</param>
    public async Task<OrderRow> OrderAsync(decimal amount = 15_000, (ConversationId Conversation, ContactId Customer)? chat = null)
    {
        var (order, customer) = (new OrderId(Guid.CreateVersion7()), chat?.Customer ?? new ContactId(Guid.CreateVersion7()));
        var line = new OrderLine(new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()), "Boubou", null, null, null, 1, Money.Of(amount, currency));
        var placed = await Streams.HandleAsync(order, new PlaceOrder(
            await app.Get<OrderNumbers>().NextAsync(organisation, CancellationToken.None), customer, OrderSource.Hand, chat?.Conversation, [line], new Money(0, currency), new Money(0, currency),
            new Destination(new Personal(customer.Value, "Fatou Sarr"), null, "Dakar", null, null, null, null), null, IsAccepted: false), Owner);
        Assert.Null(placed.Refusal);
        return await RowAsync(order);
    }

    public async Task<OrderRow> RowAsync(OrderId order) => await app.Get<OrderQueries>().FindAsync(organisation, order) ?? throw new InvalidOperationException("no order");

    public async Task<PaymentId> AskAsync(OrderRow order)
    {
        var payment = new PaymentId(Guid.CreateVersion7());
        Assert.Null(await app.Get<PaymentDesk>().RequestAsync(Owner, order, payment));
        return payment;
    }

    /// <summary>A link that dies within the test.</summary>
    public async Task<PaymentId> AskBrieflyAsync(OrderRow order, TimeSpan lifetime, ConversationId? chat = null)
    {
        var payment = new PaymentId(Guid.CreateVersion7());
        await Streams.HandleAsync(payment, new RequestPayment(new OrderId(order.Id), order.Number, null, chat, order.Due(), DateTimeOffset.UtcNow + lifetime), Owner);
        return payment;
    }

    /// <summary>The customer follows the link and chooses.</summary>
    /// <returns>What the gateway now has in its books.</returns>
    public async Task<EmulatedSale> ChooseAsync(PaymentId payment, string gateway, IEmulatedGateway emulator, string? phone = null)
    {
        var account = (await app.Get<GatewayAccounts>().ListAsync(organisation)).Single(row => row.Gateway == gateway).Id;
        var address = $"{app.Get<PaymentDoors>().Link(organisation, payment.Value).AbsolutePath}/{account}";
        using var browser = app.Client();
        using var form = new FormUrlEncodedContent([new("phone", phone ?? ""), new("country", "CI")]);
        using var answer = phone is null ? await browser.GetAsync(address) : await browser.PostAsync(address, form);
        Assert.Equal(302, (int)answer.StatusCode);
        Assert.DoesNotContain("echec", answer.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);

        // Of several who press at once, the first may still be at the gateway's door.
        var reference = new Platform.Integrations.Payments.AttemptReference((await WholeAsync(payment)).Attempts[0].Id).Compact;
        EmulatedSale? sale = null;
        await Eventually.TrueAsync(() => (sale = emulator.Till.ByReference(reference, organisation == DemoPeople.DakarMode ? "dakar" : "atlas")) is not null, $"{gateway} has it in its books");
        return sale!;
    }

    public async Task<PaymentQueries.Whole> WholeAsync(PaymentId payment) => await app.Get<PaymentQueries>().FindAsync(organisation, payment) ?? throw new InvalidOperationException("no payment");

    public Task PaidAsync(OrderRow order) => Eventually.TrueAsync(async () => (await RowAsync(new OrderId(order.Id))).Paid == order.Total, $"{order.Number} paid");

    public Task<string> FactsAsync(Guid stream, string type) => app.TextAsync($"select count(*) from mt_events where stream_id = '{stream}' and type = '{type}'");

    public async Task<(ConversationId Conversation, ContactId Customer)> ChatAsync(string name)
    {
        await using var db = app.Get<PlatformDbs>().Open(organisation);
        var row = await db.Set<Platform.Web.Conversations.InboxRow>().AsNoTracking().FirstAsync(line => line.OrganisationId == organisation.Value && line.Name == name);
        return (new(row.Conversation), new(row.Contact));
    }
}
