using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations.Messaging;
using Platform.Web.Assistant;
using Platform.Web.Catalogue;
using Platform.Web.Contacts;
using Platform.Web.Identity;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Demo;

/// <summary>
/// The month before: two hundred customers, what they asked and what they bought, recorded by the same commands as of their own days.
/// It is filled in behind the first visit, and always the same.
/// </summary>
public sealed partial class DemoMonth(
    PlatformDbs dbs, Databases databases, ContactAddresses contacts, OrderNumbers numbers, TurnRecords turns, TimeProvider clock, IServiceProvider services,
    IConfiguration configuration, IHostApplicationLifetime life, ILogger<DemoMonth> log) : BackgroundService
{
    private const int Customers = 200, Days = 30;
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly string[] FirstNames =
        ["Salma", "Yassine", "Khadija", "Othmane", "Imane", "Hamza", "Nora", "Rachid", "Fatima", "Mehdi", "Aya", "Anas", "Hajar", "Ismail", "Zineb", "Walid", "Meryem", "Soufiane", "Ghita", "Bilal"];
    private static readonly string[] LastNames =
        ["Alaoui", "Bennis", "Cherkaoui", "Daoudi", "El Amrani", "Fassi", "Guessous", "Hajji", "Idrissi", "Jabri", "Kettani", "Lahlou", "Mansouri", "Naciri", "Ouazzani", "Rami", "Sebti", "Tazi", "Wahbi", "Ziani"];
    private static readonly (string City, string Address, int Fee)[] Places =
        [("Casablanca", "12 rue Ibn Batouta", 30), ("Rabat", "5 avenue Fal Ould Oumeir", 40), ("Marrakech", "8 rue de la Liberté", 45), ("Tanger", "21 boulevard Pasteur", 45), ("Fès", "3 rue Talaa Kebira", 45), ("Agadir", "14 avenue Hassan II", 45)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["PLATFORM_DEMO_PAST"] is "off") return;
        var started = new TaskCompletionSource();
        await using var on = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await using var alone = await databases.HoldAsync("relais demo month", stoppingToken);
            for (var n = await FilledAsync(stoppingToken); n < Customers; n++) await LiveThroughAsync(n, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Goes on with the next start.
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            LogLeft(e.GetType().Name);
        }
    }

    /// <summary>How many of them have lived already: their numbers are given in order.</summary>
    private async Task<int> FilledAsync(CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(Shop);
        batch.Add($"select count(*) from inbox where organisation_id = {Shop.Value} and phone like {Phone(0)[..8] + "%"}");
        return (int)(await batch.ListAsync(row => row.GetInt64(0), ct))[0];
    }

    private static string Phone(int n) => string.Create(CultureInfo.InvariantCulture, $"+2126709{n:00000}");

    private async Task LiveThroughAsync(int n, CancellationToken ct)
    {
        var name = $"{FirstNames[n % FirstNames.Length]} {LastNames[((n * 7) + (n / FirstNames.Length)) % LastNames.Length]}";
        var past = new PastClock(clock.GetUtcNow() - TimeSpan.FromDays(1 + (n * 13 % Days)) + TimeSpan.FromMinutes(n * 37 % 600));
        var streams = ActivatorUtilities.CreateInstance<Streams>(services, past);
        var person = await contacts.FindOrMakeAsync(Shop, DemoShop.Channel, [new Address(AddressKind.Phone, Phone(n))], name, ct);
        var chat = new Chat(streams, past, person, name, Phone(n));
        var (product, variant) = await WantedAsync(n, ct);
        var (city, address, fee) = Places[n % Places.Length];
        var price = (variant.Price / 100).ToString(CultureInfo.InvariantCulture);

        await chat.HearAsync($"Bonjour, vous avez {product.Title} en {variant.Size} ?", ct);
        await AnswerAsync(chat, $"Oui, {product.Title} {variant.Size} {variant.Colour} est disponible, à {price} DH. Dans quelle ville faut-il livrer ?", TurnOutcome.Answered, ct);
        if (n % 5 is 0)
        {
            await chat.HearAsync("Merci, je réfléchis", ct);
            await AnswerAsync(chat, "Avec plaisir, je reste là.", TurnOutcome.Answered, ct);
        }
        else if (n % 11 is 0)
        {
            await chat.HearAsync("C'est pour une commande en gros, je veux parler à quelqu'un", ct);
            await AnswerAsync(chat, "Je vous passe un collègue, il vous répond ici.", TurnOutcome.Escalated, ct, new Escalation("subject", chat.Said($"Commande en gros de {product.Title}")));
        }
        else
        {
            await chat.HearAsync($"{city}, {address}", ct);
            await AnswerAsync(chat, $"*Total : {(variant.Price / 100) + fee} DH*, livraison comprise. Je confirme ?", TurnOutcome.Answered, ct);
            await chat.HearAsync("oui", ct);
            await BuyAsync(chat, n, product, variant, city, address, fee, ct);
        }

        chat.Pass(TimeSpan.FromHours(2));
        if (n % 3 is not 0) await streams.HandleAsync(person.Conversation, new CloseConversation(), Actor.System(Shop), ct);
    }

    private async Task BuyAsync(Chat chat, int n, ProductRow product, VariantRow variant, string city, string address, int fee, CancellationToken ct)
    {
        var order = new OrderId(Guid.CreateVersion7(chat.Now));
        var number = await numbers.NextAsync(Shop, ct);
        var price = new Money(variant.Price, Currency.MAD);
        var placed = await chat.Streams.HandleAsync(order, new PlaceOrder(
            number, chat.Person.Contact, OrderSource.Chat, chat.Person.Conversation,
            [new OrderLine(new ProductId(product.Id), new VariantId(variant.Id), product.Title, variant.Size, variant.Colour, variant.Other, 1, price)],
            Money.Of(fee, Currency.MAD), Money.Of(0, Currency.MAD),
            new Destination(chat.Said(chat.Name), chat.Said(chat.Phone), city, null, chat.Said(address), DateOnly.FromDateTime(chat.Now.Date).AddDays(2), null),
            null, IsAccepted: true), new Actor(Shop, ActorKind.Assistant), ct);
        if (placed.Refusal is not null)
        {
            await AnswerAsync(chat, "La dernière paire vient de partir, désolée. Voulez-vous une autre pointure ?", TurnOutcome.Answered, ct);
            return;
        }

        await AnswerAsync(chat, $"C'est confirmé ✅ Commande {number}.", TurnOutcome.Ordered, ct);
        chat.Pass(TimeSpan.FromHours(1));
        if (n % 14 is 3) await chat.Streams.HandleAsync(order, new CancelOrder("Le client a changé d'avis"), await AwaAsync(ct), ct);
        else await BringAsync(chat, n, order, price + Money.Of(fee, Currency.MAD), ct);
    }

    /// <summary>What was to be brought by now has been, or nobody was at home.</summary>
    private async Task BringAsync(Chat chat, int n, OrderId order, Money total, CancellationToken ct)
    {
        if (chat.Now + TimeSpan.FromDays(2) > clock.GetUtcNow()) return;
        var awa = await AwaAsync(ct);
        chat.Pass(TimeSpan.FromHours(20));
        await chat.Streams.HandleAsync(order, new FinishPreparing(), awa, ct);
        await chat.Streams.HandleAsync(order, new HandOver("Blaise Kouassi"), awa, ct);
        chat.Pass(TimeSpan.FromMinutes(50 + (n % 9 * 20)));
        if (n % 19 is 7)
        {
            await chat.Streams.HandleAsync(order, new FailDelivery("Personne à l'adresse"), awa, ct);
            return;
        }

        await chat.Streams.HandleAsync(order, new DeliverOrder(), awa, ct);
        await chat.Streams.HandleAsync(order, new TakePayment(Guid.CreateVersion7(chat.Now), "cash", total), awa, ct);
    }

    private async Task AnswerAsync(Chat chat, string text, TurnOutcome outcome, CancellationToken ct, Escalation? escalation = null)
    {
        var reply = await chat.AnswerAsync(text, escalation, ct);
        await turns.AddAsync(new(
            Shop.Value, reply.Value, chat.Person.Conversation.Value, chat.Now, outcome, Integrations.OfflineModel.OfflineChatClient.ModelId, "see_draft find_products set_detail", 0, 0, 0, 12, 0, null, null), ct);
    }

    private async Task<(ProductRow Product, VariantRow Variant)> WantedAsync(int n, CancellationToken ct)
    {
        await using var db = dbs.Open(Shop);
        var shelf = db.Set<VariantRow>().AsNoTracking().Where(v => v.OrganisationId == Shop.Value && v.Size != null && v.Stock - v.Reserved > 1);
        var variant = await shelf.OrderBy(v => v.Sku).Skip(n * 17 % await shelf.CountAsync(ct)).FirstAsync(ct);
        return (await db.Set<ProductRow>().AsNoTracking().FirstAsync(p => p.OrganisationId == Shop.Value && p.Id == variant.ProductId, ct), variant);
    }

    private async Task<Actor> AwaAsync(CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return new(Shop, ActorKind.Member, Role.Agent, await db.Users.Where(user => user.Email == "agent@relais.demo").Select(user => user.Id).FirstAsync(ct));
    }

    /// <summary>One customer's chat, a little later with every line.</summary>
    private sealed class Chat(Streams streams, PastClock past, ContactAddresses.Person person, string name, string phone)
    {
        private int heard;

        public Streams Streams => streams;
        public ContactAddresses.Person Person => person;
        public string Name => name;
        public string Phone => phone;
        public DateTimeOffset Now => past.GetUtcNow();

        public Personal Said(string text) => new(person.Contact.Value, text);
        public void Pass(TimeSpan time) => past.Pass(time);

        public async Task HearAsync(string text, CancellationToken ct)
        {
            past.Pass(TimeSpan.FromSeconds(40 + (text.Length * 3)));
            heard++;
            await streams.HandleAsync(person.Conversation, new ReceiveMessage(
                new MessageId(Guid.CreateVersion7(Now)), $"wamid.past.{phone[1..]}.{heard}", person.Contact, DemoShop.Channel, MessageKind.Text, Said(text), Now, Said(name), Said(phone)), Actor.Customer(Shop), ct);
        }

        public async Task<MessageId> AnswerAsync(string text, Escalation? escalation, CancellationToken ct)
        {
            past.Pass(TimeSpan.FromSeconds(3));
            var reply = new MessageId(Guid.CreateVersion7(Now));
            var system = Actor.System(Shop);
            await streams.HandleAsync(person.Conversation, new TakeTurn(heard, reply, Said(text), Escalation: escalation), new Actor(Shop, ActorKind.Assistant), ct);
            await streams.HandleAsync(person.Conversation, new StartSending(reply), system, ct);
            await streams.HandleAsync(person.Conversation, new ConfirmReply(reply, $"wamid.past.{phone[1..]}.{heard}a"), system, ct);
            await streams.HandleAsync(person.Conversation, new NoteReceipt(reply, Receipt.Read), system, ct);
            return reply;
        }
    }

    /// <summary>What happened then is recorded as of then.</summary>
    private sealed class PastClock(DateTimeOffset then) : TimeProvider
    {
        private DateTimeOffset now = then;

        public void Pass(TimeSpan time) => now += time;

        public override DateTimeOffset GetUtcNow() => now;
    }

    [LoggerMessage(LogLevel.Warning, "The demo's past is not complete ({Error}); the next start goes on with it")]
    private partial void LogLeft(string error);
}
