using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Integrations.Payments.Emulation;
using Platform.Integrations.Payments.Stripe;
using Platform.Tests.Payments;
using Platform.Web.Assistant;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Orders;
using Platform.Web.Payments;
using Platform.Web.Store;

namespace Platform.Tests.Turns;

/// <summary>The assistant in the whole app: a customer's phone, the webhook, the debounce, the answer on the phone.</summary>
public sealed class TurnTests(App app) : IClassFixture<App>, IAsyncLifetime
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    public async Task InitializeAsync()
    {
        var desk = app.Get<AssistantDesk>();
        var settings = await desk.SettingsAsync(Shop);
        settings.IsOn = true;
        Assert.Null(await desk.SaveAsync(Actor.System(Shop), settings));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_sale_is_played_from_the_first_word_to_the_order()
    {
        var salma = new Customer(app, "+212611000001", "Salma Idrissi");
        await salma.AskAsync("Bonjour, vous avez la Samba blanche en 38 ?");
        Assert.Contains("949", salma.LastAnswer, StringComparison.Ordinal);

        await salma.AskAsync("Casablanca, Maârif, 12 rue Ibn Mounir");
        await salma.AskAsync("demain matin");
        Assert.Contains("Total", salma.LastAnswer, StringComparison.Ordinal);
        await salma.AskAsync("oui");

        Assert.Contains("CMD-", salma.LastAnswer, StringComparison.Ordinal);
        var order = Assert.Single(await app.Get<OrderQueries>().PageAsync(Shop, new(Search: "Salma Idrissi")));
        Assert.Equal((94900, "Casablanca", "+212611000001"), (order.Total, order.City, order.Phone));
        var line = Assert.Single(order.Items());
        Assert.Equal(("Samba OG", "38", "Blanc", 1), (line.Title, line.Size, line.Colour, line.Quantity));
    }

    [Fact]
    public async Task Who_wants_to_pay_by_card_gets_one_link_for_what_is_due_and_pays_with_it()
    {
        var hind = new Customer(app, "+212611000021", "Hind Alami");
        await hind.AskAsync("Bonjour, vous avez la Samba blanche en 38 ?");
        await hind.AskAsync("Casablanca, Maârif, 12 rue Ibn Mounir");
        await hind.AskAsync("demain matin");
        await hind.AskAsync("oui");
        var order = Assert.Single(await app.Get<OrderQueries>().PageAsync(Shop, new(Search: "Hind Alami")));

        await hind.AskAsync("je veux payer par carte");
        var payment = Assert.Single(await app.Get<PaymentQueries>().OfAsync(Shop, new(order.Id)));
        var link = app.Get<PaymentDoors>().Link(Shop, payment.Row.Id).AbsoluteUri;
        Assert.Equal(order.Due(), payment.Row.Of(payment.Row.Amount));
        Assert.Contains(link, hind.LastAnswer, StringComparison.Ordinal);

        await hind.AskAsync("je peux avoir le lien de paiement encore une fois ?");
        Assert.Contains(link, hind.LastAnswer, StringComparison.Ordinal);
        Assert.Single(await app.Get<PaymentQueries>().OfAsync(Shop, new(order.Id)));

        var atlas = PaymentShop.Atlas(app);
        var sale = await atlas.ChooseAsync(new(payment.Row.Id), "stripe", app.Get<StripeEmulator>());
        await app.Get<StripeEmulator>().Till.ActAsync(sale.Id, EmulatedAct.Pay);
        await atlas.PaidAsync(order);
    }

    [Fact]
    public async Task Several_messages_in_a_row_get_one_answer()
    {
        var nadia = new Customer(app, "+212611000002", "Nadia Berrada");
        await nadia.WriteAsync("Salut");
        await nadia.WriteAsync("je cherche une Gazelle");
        await nadia.WriteAsync("en 39 bleue");
        await nadia.AnsweredAsync();

        var turns = await app.Get<TurnRecords>().OfAsync(Shop, await nadia.ConversationAsync(), CancellationToken.None);
        Assert.Single(turns);
        Assert.Contains("Gazelle", nadia.LastAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_to_something_else_orders_nothing()
    {
        var karim = new Customer(app, "+212611000003", "Karim Tazi");
        await karim.AskAsync("Vous livrez à Rabat ?");
        await karim.AskAsync("oui");

        Assert.Empty(await app.Get<OrderQueries>().PageAsync(Shop, new(Search: "Karim Tazi")));
    }

    [Fact]
    public async Task In_none_of_a_hundred_moments_does_the_assistant_speak_after_a_person_has()
    {
        var random = new Random(20261121);
        var moments = Enumerable.Range(0, 100).Select(n => (Number: n, After: TimeSpan.FromMilliseconds(random.Next(0, 2_500)))).ToList();
        await Parallel.ForEachAsync(moments, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (moment, _) => await TakeOverAsync(moment.Number, moment.After));
    }

    private async Task TakeOverAsync(int number, TimeSpan after)
    {
        var awa = new MemberId(Guid.CreateVersion7());
        var yasmine = new Customer(app, $"+21261100{number + 1000:0000}", $"Yasmine {number}");
        await yasmine.WriteAsync("Vous avez la Samba en 38 ?");
        var conversation = await yasmine.ConversationAsync();
        var row = (await app.Get<InboxQueries>().FindAsync(Shop, conversation))!;
        await Task.Delay(after); // A person comes at any moment of the turn.

        await app.Get<Streams>().HandleAsync(
            conversation, new QueueReply(new MessageId(Guid.CreateVersion7()), awa, new Personal(row.Contact, "Je m'en occupe")), new Actor(Shop, ActorKind.Member, Role.Agent, awa.Value));
        await Eventually.TrueAsync(() => yasmine.Answers.Contains("Je m'en occupe"), "the person's words on the phone");
        await yasmine.WriteAsync("merci");
        await Eventually.EqualAsync("0", () => app.TextAsync($"select count(*) from todo where stream = '{conversation.Value}'"));

        Assert.Equal("Je m'en occupe", yasmine.Answers[^1]);
    }

    [Fact]
    public async Task Who_asks_for_a_person_is_told_and_left_to_one()
    {
        var omar = new Customer(app, "+212611000005", "Omar Fassi");
        await omar.AskAsync("je veux parler à un humain svp");

        var row = (await app.Get<InboxQueries>().FindAsync(Shop, await omar.ConversationAsync()))!;
        Assert.Equal("person", row.Escalated);
        Assert.NotEmpty(omar.Answers);

        await omar.WriteAsync("allo ?");
        await Eventually.EqualAsync("0", async () => await app.TextAsync($"select count(*) from todo where stream = '{(await omar.ConversationAsync()).Value}'"));
        Assert.Single(omar.Answers);
    }

    [Fact]
    public async Task Switched_off_it_says_nothing()
    {
        var desk = app.Get<AssistantDesk>();
        var settings = await desk.SettingsAsync(Shop);
        settings.IsOn = false;
        await desk.SaveAsync(Actor.System(Shop), settings);

        var lina = new Customer(app, "+212611000006", "Lina Chraibi");
        await lina.WriteAsync("Bonjour");
        var conversation = await lina.ConversationAsync();
        await Eventually.EqualAsync("0", () => app.TextAsync($"select count(*) from todo where stream = '{conversation.Value}'"));
        Assert.Empty(lina.Answers);
    }

    /// <summary>A customer with an emulated phone.</summary>
    private sealed class Customer(App app, string number, string name)
    {
        private readonly WhatsAppEmulator emulator = app.Get<WhatsAppEmulator>();
        private readonly EmulatedPhone phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, number, name);

        public List<string> Answers => [.. phone.Lines.Where(line => !line.FromCustomer).Select(line => line.Text)];
        public string LastAnswer => Answers[^1];

        public Task WriteAsync(string text) => emulator.WriteAsync(DemoMode.NumberId, phone, text);

        public async Task AskAsync(string text)
        {
            var before = Answers.Count;
            await WriteAsync(text);
            await Eventually.TrueAsync(() => Answers.Count > before, $"an answer to: {text}");
        }

        public Task AnsweredAsync() => Eventually.TrueAsync(() => Answers.Count > 0, "an answer");

        public async Task<ConversationId> ConversationAsync()
        {
            var id = "";
            await Eventually.TrueAsync(async () => (id = await app.TextAsync($"select coalesce((select conversation::text from inbox where phone = '{number}'), '')")).Length > 0, $"the conversation of {name}");
            return new(Guid.Parse(id));
        }
    }
}
