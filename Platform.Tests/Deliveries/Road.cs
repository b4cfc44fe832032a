using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Contacts;
using Platform.Web.Deliveries;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Tests.Deliveries;

/// <summary>A town of its own with its couriers and their phones, so that tests do not ring one another's.</summary>
internal sealed class Road(App app, string city)
{
    public static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    public static readonly Actor Owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());
    private static int numbers = 10_000;

    public Streams Streams => app.Get<Streams>();

    /// <summary>Hired, and has said hello: they may be written to freely.</summary>
    public async Task<Rider> HireAsync(string name, ContactWay way = ContactWay.WhatsApp)
    {
        var phone = $"+2126770{Interlocked.Increment(ref numbers):00000}";
        var row = new CourierRow { OrganisationId = Shop.Value, Id = Guid.CreateVersion7(), Name = name, Phone = phone, Way = way, Fee = 2500, Zones = [city] };
        Assert.Null(await app.Get<CourierDesk>().SaveAsync(Owner, row, []));

        var rider = new Rider(app, row.Key, app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, phone, name));
        await rider.WriteAsync("bonjour");
        await Eventually.TrueAsync(() => rider.Phone.Lines.Any(line => !line.FromCustomer), "an answer to the courier's hello");
        return rider;
    }

    public async Task<Parcel> OrderAsync(decimal price = 949, DateOnly? date = null, string? slot = null)
    {
        var phone = $"+2126780{Interlocked.Increment(ref numbers):00000}";
        var held = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, phone, "Salma");
        var person = await app.Get<ContactAddresses>().FindOrMakeAsync(Shop, DemoShop.Channel, [new Address(AddressKind.Phone, phone)], "Salma", CancellationToken.None);
        await app.Get<WhatsAppEmulator>().WriteAsync(DemoMode.NumberId, held, "Bonjour");
        await Eventually.EqualAsync("1", () => app.TextAsync($"select count(*) from thread where conversation = '{person.Conversation.Value}'"));

        var order = new OrderId(Guid.CreateVersion7());
        Personal Said(string text) => new(person.Contact.Value, text);
        var variant = Guid.Parse(await app.TextAsync($"select id from variants where organisation_id = '{Shop.Value}' and stock - reserved > 3 limit 1"));
        var placed = await Streams.HandleAsync(order, new PlaceOrder(
            await app.Get<OrderNumbers>().NextAsync(Shop, CancellationToken.None), person.Contact, OrderSource.Hand, person.Conversation,
            [new OrderLine(new ProductId(Guid.CreateVersion7()), new VariantId(variant), "Samba OG", "38", "Blanc", null, 1, Money.Of(price, Currency.MAD))],
            Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD), new Destination(Said("Salma Idrissi"), Said(phone), city, Said("Centre"), Said("12 rue des Écoles"), date, slot), null, IsAccepted: true), Owner);
        Assert.Null(placed.Refusal);
        return new(app, order, RequestDeliveryOfOrder.IdOf(order), held, person.Conversation);
    }

    /// <summary>Asks by hand, with an end of one's own: nobody waits minutes for a test.</summary>
    public async Task<OfferId> AskAsync(Parcel parcel, TimeSpan time, params Rider[] riders)
    {
        var offer = new OfferId(Guid.CreateVersion7());
        var asked = await Streams.HandleAsync(parcel.Delivery, new AskAnother(offer, DateTimeOffset.UtcNow + time, [.. riders.Select(rider => new Candidate(rider.Id, ContactWay.WhatsApp, []))]), Owner);
        Assert.Null(asked.Refusal);
        return offer;
    }

    public Task<Refusal?> AutomaticAsync(bool isAutomatic) => app.Get<DispatchSettingsDesk>().ChangeAsync(Owner, settings => settings.IsAutomatic = isAutomatic);

    internal sealed record Rider(App App, CourierId Id, EmulatedPhone Phone)
    {
        public IEnumerable<string> Got => Phone.Lines.Where(line => !line.FromCustomer).Select(line => line.Text);

        public Task HearsAsync(string words) => Eventually.TrueAsync(() => Got.Any(text => text.Contains(words, StringComparison.Ordinal)), $"{Phone.Name} reading \"{words}\"; read {string.Join(" | ", Got)}");

        public Task WriteAsync(string text) => App.Get<WhatsAppEmulator>().WriteAsync(DemoMode.NumberId, Phone, text);

        /// <summary>The newest button of this kind.</summary>
        public async Task PressAsync(CourseVerb verb)
        {
            await Eventually.TrueAsync(() => Find(verb) is not null, $"a button {verb} on the phone of {Phone.Name}");
            var choice = Find(verb)!;
            await App.Get<WhatsAppEmulator>().SayAsync(DemoMode.NumberId, Phone, new Said(MessageKind.Button, choice.Title) { Pressed = choice });
        }

        public Choice? Find(CourseVerb verb) => Phone.Lines.Reverse().SelectMany(line => line.Offers).FirstOrDefault(choice => CoursePress.Read(choice.Id)?.Verb == verb);
    }

    internal sealed record Parcel(App App, OrderId Order, DeliveryId Delivery, EmulatedPhone Customer, ConversationId Conversation)
    {
        public async Task<DeliveryRow> RowAsync() => (await App.Get<DeliveryQueries>().FindAsync(Shop, Delivery))!;

        public Task IsAsync(DeliveryStage stage) =>
            Eventually.TrueAsync(async () => (await App.Get<DeliveryQueries>().FindAsync(Shop, Delivery))?.Stage == stage, $"the delivery being {stage}");

        public Task OrderIsAsync(OrderStatus status) => Eventually.TrueAsync(async () => (await App.Get<OrderQueries>().FindAsync(Shop, Order))?.Status == status, $"the order being {status}");

        public Task CustomerHearsAsync(string words) =>
            Eventually.TrueAsync(() => Customer.Lines.Any(line => !line.FromCustomer && line.Text.Contains(words, StringComparison.Ordinal)), $"the customer reading \"{words}\"");
    }
}
