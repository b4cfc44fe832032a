using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Catalogue;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;
using Platform.Web.Conversations;
using Platform.Web.Orders;
using Platform.Web.Reports;
using Platform.Web.Store;

namespace Platform.Tests.Reports;

/// <summary>A shop whose days are drawn by lot, always the same lots: customers write, are answered, order, change their minds, get or refuse their goods.</summary>
internal sealed class BusyMonth : IDisposable
{
    public static readonly TimeZoneInfo Casablanca = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");

    private readonly Database database;
    private readonly ServiceProvider services;
    private readonly Clock clock = new();
    private readonly Random lots;
    private readonly List<OrderLine> goods = [];
    private readonly List<(ConversationId Id, ContactId Contact, int Heard)> chats = [];
    private readonly List<OrderId> orders = [];
    private int orderNumber;

    public BusyMonth(Database database, int seed)
    {
        this.database = database;
        lots = new Random(seed);
        services = new ServiceCollection().AddLogging()
            .AddStore(database.Databases, database.Root).AddSingleton<TimeProvider>(clock)
            .AddConversations().AddCatalogue().AddOrders().AddReports()
            .BuildServiceProvider();
    }

    public OrganisationId Organisation { get; } = new(Guid.CreateVersion7());

    public FigureRuns Runs => services.GetRequiredService<FigureRuns>();
    public FigureQueries Queries => services.GetRequiredService<FigureQueries>();

    private Streams Streams => services.GetRequiredService<Streams>();
    private Actor Awa => field ??= new(Organisation, ActorKind.Member, Role.Agent, Guid.CreateVersion7());

    public async Task OpenAsync()
    {
        await database.ExecuteAsync($"insert into organisations values ('{Organisation.Value}', 'Seller', 'Atlas', 'MA', 'MAD', 'Africa/Casablanca', '{{fr}}', '+212600000000', null, now())");
        foreach (var n in Enumerable.Range(1, 4))
        {
            var (product, variant) = (new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()));
            await database.ExecuteAsync($"insert into products values ('{Organisation.Value}', '{product.Value}', 'Article {n}', '', null, '{{}}', null, true, now(), now())");
            await database.ExecuteAsync($"insert into variants (organisation_id, id, product_id, position, price, stock) values ('{Organisation.Value}', '{variant.Value}', '{product.Value}', 0, {n * 1999}, 100000)");
            goods.Add(new(product, variant, $"Article {n}", null, null, null, 1, new Money(n * 1999, Currency.MAD)));
        }
    }

    /// <summary>Some days and nights; the figures follow now and then, as they do.</summary>
    public async Task LiveAsync(int events)
    {
        for (var n = 0; n < events; n++)
        {
            clock.Now += TimeSpan.FromMinutes(lots.Next(4) == 0 ? lots.Next(30, 240) : lots.Next(1, 5));
            await (lots.Next(10) switch
            {
                0 or 1 => BeginChatAsync(),
                2 or 3 => HearAsync(),
                4 or 5 => AnswerAsync(),
                6 => OrderAsync(),
                _ => MoveOrderAsync(),
            });
            if (lots.Next(4) == 0) await CatchUpAsync();
        }

        await CatchUpAsync();
    }

    /// <summary>
    /// As far as the facts go: the cursor halts before whatever a transaction still open might precede,
    /// and on one server a transaction in a neighbour's database is open too.
    /// </summary>
    public async Task CatchUpAsync()
    {
        do
        {
            while (await Runs.CatchUpAsync(CancellationToken.None)) { }
        }
        while (await database.TextAsync("select count(*) from mt_events e, figure_runs r where r.generation = live_figures() and (e.tx, e.seq_id) > (r.tx::text::xid8, r.seq)") != "0");
    }

    private Task BeginChatAsync()
    {
        chats.Add((new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), 0));
        return HearAsync(chats.Count - 1);
    }

    private Task HearAsync() => chats is [] ? BeginChatAsync() : HearAsync(lots.Next(chats.Count));

    private async Task HearAsync(int which)
    {
        var (id, contact, heard) = chats[which];
        var advert = heard == 0 && lots.Next(3) == 0 ? new Brought { Advert = new("ad", "1", null, null, null, null) } : null;
        await Streams.HandleAsync(
            id,
            new ReceiveMessage(new(Guid.CreateVersion7()), $"wamid.{Guid.CreateVersion7():N}", contact, new(Guid.Empty), MessageKind.Text, new(contact.Value, "Bonjour"), clock.Now, new(contact.Value, "Salma"), Brought: advert),
            Actor.Customer(Organisation));
        chats[which] = (id, contact, heard + 1);
    }

    private async Task AnswerAsync()
    {
        if (chats is []) return;
        var (id, contact, heard) = chats[lots.Next(chats.Count)];
        var (reply, words) = (new MessageId(Guid.CreateVersion7()), new Personal(contact.Value, "Oui"));
        await (lots.Next(6) switch
        {
            0 => Streams.HandleAsync(id, new QueueReply(reply, new(Awa.Id!.Value), words), Awa),
            1 => CloseAsync(id, contact),
            2 => Streams.HandleAsync(id, new TakeTurn(heard, reply, words, Escalation: new("asked", words)), new Actor(Organisation, ActorKind.Assistant)),
            _ => Streams.HandleAsync(id, new TakeTurn(heard, reply, words), new Actor(Organisation, ActorKind.Assistant)),
        });
    }

    /// <summary>Some are asked how it was, and say so.</summary>
    private async Task<Decision<ConversationEvent>> CloseAsync(ConversationId id, ContactId contact)
    {
        await Streams.HandleAsync(id, new CloseConversation(), Awa);
        await Streams.HandleAsync(id, new AskSatisfaction(new(Guid.CreateVersion7()), new(contact.Value, "Alors ?"), null), Actor.System(Organisation));
        var pressed = Satisfaction.Choices[lots.Next(Satisfaction.Choices.Count)];
        return await Streams.HandleAsync(
            id,
            new ReceiveMessage(new(Guid.CreateVersion7()), $"wamid.{Guid.CreateVersion7():N}", contact, new(Guid.Empty), MessageKind.Button, new(contact.Value, pressed.Title), clock.Now, new(contact.Value, "Salma"), Brought: new Brought { Pressed = pressed }),
            Actor.Customer(Organisation));
    }

    private async Task OrderAsync()
    {
        var chat = chats is [] || lots.Next(4) == 0 ? default : chats[lots.Next(chats.Count)];
        var contact = chat.Contact == default ? new ContactId(Guid.CreateVersion7()) : chat.Contact;
        orders.Add(new(Guid.CreateVersion7()));
        await Streams.HandleAsync(
            orders[^1],
            new PlaceOrder($"CMD-{++orderNumber}", contact, OrderSource.Chat, chat.Contact == default ? null : chat.Id, Lines(), new(lots.Next(40) * 100, Currency.MAD), new(lots.Next(3) * 50, Currency.MAD),
                new(new(contact.Value, "Salma"), null, "Rabat", null, null, null, null), null, IsAccepted: lots.Next(3) > 0),
            lots.Next(2) == 0 ? Awa : new Actor(Organisation, ActorKind.Assistant));
    }

    private async Task MoveOrderAsync()
    {
        if (orders is []) return;
        var order = orders[lots.Next(orders.Count)];
        var (state, _) = await Streams.LoadAsync(order, Organisation);
        OrderCommand command = (state.Status, lots.Next(5)) switch
        {
            (OrderStatus.Pending, > 1) => new ConfirmOrder(),
            (OrderStatus.Pending or OrderStatus.Confirmed, 0) => new EditOrder(Lines(), state.Bill.Fee, new(0, Currency.MAD), new(new(Guid.CreateVersion7(), "Salma"), null, "Rabat", null, null, null, null), null),
            (OrderStatus.Confirmed or OrderStatus.Failed, > 1) => new HandOver("Blaise"),
            (OrderStatus.InDelivery, > 1) => new DeliverOrder(),
            (OrderStatus.InDelivery, _) => new FailDelivery("absent"),
            (OrderStatus.Failed, 0) => new ReturnGoods(Guid.CreateVersion7(), "refus", []),
            (OrderStatus.Delivered, 0) when state.Bill.Goods() is [var first, ..] => new ReturnGoods(Guid.CreateVersion7(), "taille", [first with { Quantity = 1 }]),
            _ => new CancelOrder("erreur"),
        };
        await Streams.HandleAsync(order, command, Awa);
    }

    private List<OrderLine> Lines() => [.. goods.Where(_ => lots.Next(2) == 0).DefaultIfEmpty(goods[0]).Select(line => line with { Quantity = lots.Next(1, 4) })];

    public void Dispose() => services.Dispose();

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
