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
/// The month before, up to this morning: what customers asked, bought and got, recorded by the same commands as of their own days.
/// It is filled in behind the first visit, and always the same.
/// </summary>
public sealed partial class DemoMonth(
    PlatformDbs dbs, Databases databases, OrderNumbers numbers, TurnRecords turns, TimeProvider clock, IServiceProvider services,
    IConfiguration configuration, IHostApplicationLifetime life, ILogger<DemoMonth> log) : BackgroundService
{
    private const int Customers = 200, Days = 31;

    /// <summary>A young shop: each week brings more than the one before.</summary>
    private const double Growth = 0.75;
    private static readonly TimeSpan Opens = TimeSpan.FromHours(8), OpenFor = TimeSpan.FromHours(10);
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly string[] FirstNames =
        ["Salma", "Yassine", "Khadija", "Othmane", "Imane", "Hamza", "Nora", "Rachid", "Fatima", "Mehdi", "Aya", "Anas", "Hajar", "Ismail", "Zineb", "Walid", "Meryem", "Soufiane", "Ghita", "Bilal"];
    private static readonly string[] LastNames =
        ["Alaoui", "Bennis", "Cherkaoui", "Daoudi", "El Amrani", "Fassi", "Guessous", "Hajji", "Idrissi", "Jabri", "Kettani", "Lahlou", "Mansouri", "Naciri", "Ouazzani", "Rami", "Sebti", "Tazi", "Wahbi", "Ziani"];
    private static readonly (string City, string Address, int Fee)[] Places =
    [
        ("Casablanca", "12 rue Ibn Batouta", 30), ("Rabat", "5 avenue Fal Ould Oumeir", 40), ("Marrakech", "8 rue de la Liberté", 45), ("Tanger", "21 boulevard Pasteur", 45),
        ("Casablanca", "Maârif, 40 rue Ibnou Mounir", 30), ("Fès", "3 rue Talaa Kebira", 45), ("Agadir", "14 avenue Hassan II", 45),
    ];
    private static readonly int[] Scores = [5, 4, 5, 5, 3, 5, 4, 2];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["PLATFORM_DEMO_PAST"] is "off") return;
        var started = new TaskCompletionSource();
        await using var on = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await using var alone = await databases.HoldAsync("relais demo month", stoppingToken);
            await LiveAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Goes on with the next start.
        }
        catch (Exception e) when (e.IsAway())
        {
            LogLeft(e.GetType().Name);
        }
    }

    /// <summary>Whoever has not come by now comes on the day of a later start.</summary>
    private async Task LiveAsync(CancellationToken ct)
    {
        using var past = new Past(services, clock.GetUtcNow());
        var awa = await AwaAsync(ct);
        var road = ActivatorUtilities.CreateInstance<PastRoad>(services, past, awa);
        for (var n = await FilledAsync(ct); n < Customers && past.Reach(ComesAt(n)); n++) await LiveThroughAsync(past, road, awa, n, ct);
    }

    private DateTimeOffset ComesAt(int n)
    {
        var day = Days * Math.Pow((double)n / Customers, Growth);
        var firstMorning = new DateTimeOffset(clock.GetUtcNow().Date, TimeSpan.Zero).AddDays(1 - Days) + Opens;
        return firstMorning.AddDays(Math.Floor(day)) + ((day - Math.Floor(day)) * OpenFor);
    }

    /// <summary>How many of them have lived already: their numbers are given in order.</summary>
    private async Task<int> FilledAsync(CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(Shop);
        batch.Add($"select count(*) from inbox where organisation_id = {Shop.Value} and phone like {Phone(0)[..8] + "%"}");
        return (int)(await batch.ListAsync(row => row.GetInt64(0), ct))[0];
    }

    private static string Phone(int n) => string.Create(CultureInfo.InvariantCulture, $"+2126709{n:00000}");

    private async Task LiveThroughAsync(Past past, PastRoad road, Actor awa, int n, CancellationToken ct)
    {
        var name = $"{FirstNames[n % FirstNames.Length]} {LastNames[((n * 7) + (n / FirstNames.Length)) % LastNames.Length]}";
        var person = await past.Contacts.FindOrMakeAsync(Shop, DemoShop.Channel, [new Address(AddressKind.Phone, Phone(n))], name, ct);
        var chat = new PastChat(past, person, name, Phone(n));
        var (product, variant) = await WantedAsync(n, ct);
        var (city, address, fee) = Places[n % Places.Length];
        var price = (variant.Price / 100).ToString(CultureInfo.InvariantCulture);
        OrderId? bought = null;

        await chat.HearAsync($"Bonjour, vous avez {product.Title} en {variant.Size} ?", ct, n % 3 is 1 ? new() { Advert = new("ad", DemoAdvert.Id, null, product.Title, null, null) } : null);
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
            if (!past.Reach(past.GetUtcNow().AddMinutes(25))) return;
            await chat.SayAsync(awa, $"Bonjour, Awa d'Atlas Sneakers. À partir de 10 paires de {product.Title}, la remise est de 10 %. Combien vous en faut-il ?", ct);
        }
        else
        {
            await chat.HearAsync($"{city}, {address}", ct);
            await AnswerAsync(chat, $"*Total : {(variant.Price / 100) + fee} DH*, livraison comprise. Je confirme ?", TurnOutcome.Answered, ct);
            await chat.HearAsync("oui", ct);
            bought = await BuyAsync(chat, road, n, product, variant, city, address, fee, ct);
        }

        if (n % 3 is not 0 && past.Reach(past.GetUtcNow().AddHours(2))) await chat.CloseAsync(n % 4 is 1 ? null : Scores[n % Scores.Length], ct);
        if (bought is { } order) await road.BringAsync(order, n, ct);
    }

    private async Task<OrderId?> BuyAsync(PastChat chat, PastRoad road, int n, ProductRow product, VariantRow variant, string city, string address, int fee, CancellationToken ct)
    {
        var order = new OrderId(Guid.CreateVersion7(chat.Now));
        var number = await numbers.NextAsync(Shop, ct);
        var price = new Money(variant.Price, Currency.MAD);
        var (day, slot) = PastRoad.Promise(chat.Now, city, n);
        var placed = await chat.Streams.HandleAsync(order, new PlaceOrder(
            number, chat.Person.Contact, OrderSource.Chat, chat.Person.Conversation,
            [new OrderLine(new ProductId(product.Id), new VariantId(variant.Id), product.Title, variant.Size, variant.Colour, variant.Other, 1, price)],
            Money.Of(fee, Currency.MAD), Money.Of(0, Currency.MAD),
            new Destination(chat.Said(chat.Name), chat.Said(chat.Phone), city, null, chat.Said(address), day, slot),
            null, IsAccepted: true), new Actor(Shop, ActorKind.Assistant), ct);
        if (placed.Refusal is not null)
        {
            await AnswerAsync(chat, "La dernière paire vient de partir, désolée. Voulez-vous une autre pointure ?", TurnOutcome.Answered, ct);
            return null;
        }

        await chat.Streams.HandleAsync(chat.Person.Conversation, new NoteOrder(order.Value, number, price + Money.Of(fee, Currency.MAD)), Actor.System(Shop), ct);
        await AnswerAsync(chat, $"C'est confirmé ✅ Commande {number}.", TurnOutcome.Ordered, ct);
        await road.FindCourierAsync(order, n, ct);
        return order;
    }

    private async Task AnswerAsync(PastChat chat, string text, TurnOutcome outcome, CancellationToken ct, Escalation? escalation = null)
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

    [LoggerMessage(LogLevel.Warning, "The demo's past is not complete ({Error}); the next start goes on with it")]
    private partial void LogLeft(string error);
}
