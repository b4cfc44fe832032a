using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Web.Deliveries;
using Platform.Web.Identity;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Tests.Notifications;

/// <summary>A team hears of what happens: each person once, in their way.</summary>
public sealed class NoticeTests(NoticeTests.Place place) : IClassFixture<NoticeTests.Place>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    [Fact]
    public async Task A_browser_that_asked_for_it_shows_the_new_order_once()
    {
        var awa = await place.MemberAsync("agent@relais.demo");
        var browser = place.Push.Open();
        Assert.Null(await SubscribeAsync(awa, browser));

        var order = await OrderAsync("CMD-N1");

        await Eventually.TrueAsync(() => !browser.Messages.IsEmpty, "a push");
        var (topic, text) = Assert.Single(browser.Messages);
        Assert.Contains($"/commandes/{order.Value}", text, StringComparison.Ordinal);
        Assert.Contains("CMD-N1", text, StringComparison.Ordinal);
        Assert.Equal(32, topic.Length);
    }

    [Fact]
    public async Task A_waiting_customer_has_the_name_open_pages_use_and_an_order_one_of_its_own()
    {
        var awa = await place.MemberAsync("agent@relais.demo");
        var browser = place.Push.Open();
        Assert.Null(await SubscribeAsync(awa, browser));
        var notices = place.Get<TeamNotices>();

        await notices.TellAsync(Shop, NoticeKind.Escalation, "chat 1", "inbox/0192f000-0000-7000-8000-00000000c4a7", [], [awa.Id!.Value]);
        await notices.TellAsync(Shop, NoticeKind.PaymentReceived, "payment 8", "commandes", ["CMD-N8", "10 MAD"], [awa.Id!.Value]);

        // What a neighbouring test had told may arrive here too.
        await Eventually.TrueAsync(() => Told("CMD-N8").Any(), "the push of the payment");
        await Eventually.TrueAsync(() => Told("\"tag\":\"inbox/0192f000-0000-7000-8000-00000000c4a7\"").Any(), "the push of the chat");
        Assert.DoesNotContain(Told("CMD-N8"), text => text.Contains("\"tag\":\"inbox/", StringComparison.Ordinal));

        IEnumerable<string> Told(string words) => browser.Messages.Select(message => message.Text).Where(text => text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_is_gone_is_forgotten()
    {
        var awa = await place.MemberAsync("agent@relais.demo");
        var browser = place.Push.Open();
        browser.IsGone = true;
        Assert.Null(await SubscribeAsync(awa, browser));

        await OrderAsync("CMD-N2");

        await Eventually.EqualAsync("0", () => place.TextAsync($"select count(*) from push_browsers where endpoint = '{browser.Endpoint}'"));
    }

    [Fact]
    public async Task Told_twice_and_run_twice_it_is_one_email_and_one_message()
    {
        var karim = await place.MemberAsync("admin@relais.demo");
        var desk = place.Get<NoticeDesk>();
        await desk.ChooseAsync(karim, NoticeKind.PaymentReceived, [NoticeWay.Email, NoticeWay.WhatsApp]);
        Assert.Null(await desk.SettleAsync(karim, "06 61 22 33 44", null, null));

        var notices = place.Get<TeamNotices>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => notices.TellAsync(Shop, NoticeKind.PaymentReceived, "payment 1", "commandes", ["CMD-N3", "949 MAD"], [karim.Id!.Value])));
        await Eventually.EqualAsync("2", () => place.TextAsync($"select count(*) from notice_sends where member = '{karim.Id}' and state = 'Sent'"));

        // As after a crash between the work and the word that it was done.
        await place.TextAsync($"update notice_sends set state = 'Waiting' where member = '{karim.Id}' and way = 'WhatsApp'");
        await place.RunAsync<DeliverNotice>(errand => errand.RunAsync(Guid.Parse(place.TextAsync($"select id from notice_sends where member = '{karim.Id}' and way = 'WhatsApp'").Result), CancellationToken.None));

        Assert.Equal("1", await place.TextAsync("select count(*) from (select recipient, subject from mailbox union all select recipient, subject from outgoing_emails) mail where recipient = 'admin@relais.demo' and subject like '%CMD-N3%'"));
        Assert.Equal("1", await place.TextAsync("select count(*) from thread where text like '%CMD-N3%'"));
    }

    [Fact]
    public async Task Who_sleeps_is_told_when_the_night_is_over()
    {
        var yasmine = await place.MemberAsync("owner@relais.demo");
        var now = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca")).DateTime);
        await place.Get<NoticeDesk>().ChooseAsync(yasmine, NoticeKind.PaymentReceived, [NoticeWay.Email]);
        Assert.Null(await place.Get<NoticeDesk>().SettleAsync(yasmine, null, now.AddHours(-1), now.AddHours(2)));

        await place.Get<TeamNotices>().TellAsync(Shop, NoticeKind.PaymentReceived, "payment 2", "commandes", ["CMD-N4", "10 MAD"], [yasmine.Id!.Value]);

        const string Mine = "from notice_sends s join team_notices n on n.id = s.notice where s.way = 'Email' and 'CMD-N4' = any(n.words)";
        Assert.Equal("Waiting|t", await place.TextAsync($"select s.state || '|' || case when s.due > now() + interval '110 minutes' then 't' else 'f' end {Mine}"));
        Assert.Equal("1", await place.TextAsync($"select count(*) from todo t join (select s.id, s.due {Mine}) mine on mine.id = t.stream and mine.due = t.due"));
    }

    [Fact]
    public async Task The_bell_rings_for_those_who_want_it()
    {
        var (awa, karim) = (await place.MemberAsync("agent@relais.demo"), await place.MemberAsync("admin@relais.demo"));
        await place.Get<NoticeDesk>().ChooseAsync(karim, NoticeKind.OrderCancelled, []);
        await place.Get<TeamNotices>().TellAsync(Shop, NoticeKind.OrderCancelled, "order 9", "commandes", ["CMD-N9", "erreur"]);

        Assert.Contains(await BellAsync(awa), notice => notice.Title.Contains("CMD-N9", StringComparison.Ordinal));
        Assert.DoesNotContain(await BellAsync(karim), notice => notice.Title.Contains("CMD-N9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parcel_nobody_brings_rings_once_and_no_more_when_somebody_does()
    {
        var (awa, streams) = (await place.MemberAsync("agent@relais.demo"), place.Get<Streams>());
        var order = await OrderAsync("CMD-N11", city: "Tombouctou");
        Assert.Null((await streams.HandleAsync(order, new ConfirmOrder(), awa)).Refusal);
        await Eventually.EqualAsync("1", () => place.TextAsync("select count(*) from team_notices where kind = 'NoCourier' and 'CMD-N11' = any(words)"));

        Assert.Single(await BellAsync(awa), notice => notice.Title.Contains("CMD-N11", StringComparison.Ordinal) && notice.Kind is NoticeKind.NoCourier);
        Assert.Null((await streams.HandleAsync(RequestDeliveryOfOrder.IdOf(order), new TakeDelivery(new(awa.Id!.Value)), awa)).Refusal);
        Assert.DoesNotContain(await BellAsync(awa), notice => notice.Kind is NoticeKind.NoCourier && notice.Title.Contains("CMD-N11", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_visit_rings_once()
    {
        var (awa, streams) = (await place.MemberAsync("agent@relais.demo"), place.Get<Streams>());
        var order = await OrderAsync("CMD-N12", city: "Tombouctou");
        Assert.Null((await streams.HandleAsync(order, new ConfirmOrder(), awa)).Refusal);
        await Eventually.EqualAsync("1", () => place.TextAsync($"select count(*) from order_deliveries where order_id = '{order.Value}'"));
        Assert.Null((await streams.HandleAsync(order, new HandOver(null), awa)).Refusal);
        Assert.Null((await streams.HandleAsync(order, new FailDelivery("absent"), awa)).Refusal);
        await Eventually.EqualAsync("1|Failed", () => place.TextAsync($"select (select count(*) from team_notices where kind = 'DeliveryFailed' and 'CMD-N12' = any(words)) || '|' || stage from order_deliveries where order_id = '{order.Value}'"));

        Assert.Single(await BellAsync(awa), notice => notice.Title.Contains("CMD-N12", StringComparison.Ordinal) && notice.Kind is NoticeKind.DeliveryFailed);
        await place.Get<NoticeDesk>().ChooseAsync(awa, NoticeKind.DeliveryFailed, [NoticeWay.Push]);
        Assert.DoesNotContain(await BellAsync(awa), notice => notice.Kind is NoticeKind.DeliveryFailed);
    }

    [Fact]
    public async Task Money_that_is_not_what_was_asked_rings_once()
    {
        var (awa, streams) = (await place.MemberAsync("agent@relais.demo"), place.Get<Streams>());
        var (order, payment, attempt) = (await OrderAsync("CMD-N13"), new PaymentId(Guid.CreateVersion7()), Guid.CreateVersion7());
        await streams.HandleAsync(payment, new RequestPayment(order, "CMD-N13", null, null, new(94900, Currency.MAD), DateTimeOffset.UtcNow.AddDays(1)), awa);
        await streams.HandleAsync(payment, new OpenPayment(attempt, Guid.CreateVersion7(), "wave", $"cos-{attempt}", null, null, null), Actor.System(Shop));
        await streams.HandleAsync(payment, new ReportPayment(attempt, AttemptOutcome.Paid, new Sum(1, "MAD")), Actor.System(Shop));
        await Eventually.EqualAsync("1", () => place.TextAsync("select count(*) from team_notices where kind = 'PaymentFailed' and 'CMD-N13' = any(words)"));

        Assert.Single(await BellAsync(awa), notice => notice.Kind is NoticeKind.PaymentFailed && notice.Title.Contains("CMD-N13", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_payment_is_told_unless_it_was_a_trial()
    {
        var order = await OrderAsync("CMD-N7");
        await RefuseAsync("CMD-N7", order);
        await RefuseAsync("Essai", null);

        await Eventually.EqualAsync("{CMD-N7}", () => place.TextAsync("select coalesce(string_agg(words::text, ','), '') from team_notices where kind = 'PaymentFailed' and not 'CMD-N13' = any(words)"));
        await Eventually.EqualAsync("0", () => place.TextAsync("select count(*) from todo where reaction = 'tell_team_of_trouble'"));
        Assert.Equal("1", await place.TextAsync("select count(*) from team_notices where kind = 'PaymentFailed' and not 'CMD-N13' = any(words)"));

        async Task RefuseAsync(string title, OrderId? of)
        {
            var (payment, attempt, system) = (new PaymentId(Guid.CreateVersion7()), Guid.CreateVersion7(), Actor.System(Shop));
            var streams = place.Get<Streams>();
            Assert.Null((await streams.HandleAsync(payment, new RequestPayment(of, title, null, null, new(94900, Currency.MAD), DateTimeOffset.UtcNow.AddDays(1)), await place.MemberAsync("owner@relais.demo"))).Refusal);
            Assert.Null((await streams.HandleAsync(payment, new OpenPayment(attempt, Guid.CreateVersion7(), "wave", $"cos-{attempt}", null, null, null), system)).Refusal);
            Assert.Null((await streams.HandleAsync(payment, new ReportPayment(attempt, AttemptOutcome.Refused, Code: "insufficient"), system)).Refusal);
        }
    }

    [Fact]
    public async Task Keys_no_browser_could_have_are_refused()
    {
        var awa = await place.MemberAsync("agent@relais.demo");
        var desk = place.Get<NoticeDesk>();
        var nowhere = Base64Url.EncodeToString([4, .. RandomNumberGenerator.GetBytes(64)]);
        Assert.Equal("notices.browser", (await desk.SubscribeAsync(awa, "https://push.example", nowhere, Base64Url.EncodeToString(new byte[16]), "Chrome"))?.Code);
        Assert.Equal("notices.browser", (await desk.SubscribeAsync(awa, "javascript:alert(1)", nowhere, "", "Chrome"))?.Code);
    }

    private async Task<Refusal?> SubscribeAsync(Actor by, PushService.Browser browser) => await place.Get<NoticeDesk>().SubscribeAsync(
        by, browser.Endpoint.ToString(), Base64Url.EncodeToString(browser.Key), Base64Url.EncodeToString(browser.Secret), "Chrome · Android");

    private Task<IReadOnlyList<Notice>> BellAsync(Actor by) => place.RunAsync<IReadOnlyList<Notice>>(async services => (await services.GetRequiredService<Notices>().ToldAsync(by)).Latest);

    private async Task<OrderId> OrderAsync(string number, string city = "Rabat")
    {
        var (order, salma) = (new OrderId(Guid.CreateVersion7()), new ContactId(Guid.CreateVersion7()));
        var variant = Guid.Parse(await place.TextAsync($"select id from variants where organisation_id = '{Shop.Value}' and stock - reserved > 3 limit 1"));
        var line = new OrderLine(new ProductId(Guid.CreateVersion7()), new VariantId(variant), "Samba OG", "38", null, null, 1, new(94900, Currency.MAD));
        var placed = await place.Get<Streams>().HandleAsync(
            order,
            new PlaceOrder(number, salma, OrderSource.Hand, null, [line], new(0, Currency.MAD), new(0, Currency.MAD), new(new(salma.Value, "Salma"), null, city, null, null, null, null), null, IsAccepted: false),
            await place.MemberAsync("agent@relais.demo"));
        Assert.Null(placed.Refusal);
        return order;
    }

    /// <summary>The whole app, which trusts this push service.</summary>
    public sealed class Place : IAsyncLifetime
    {
        private readonly string rootKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        private string owner = "";
        private App.Node? node;

        internal PushService Push { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Push = await PushService.StartAsync();
            owner = await Server.CreateDatabaseAsync();
            node = await Task.Run(() => new App.Node(owner, rootKey, logs: null, [("WebPush:Trusted", Push.Address.ToString())]));
        }

        public T Get<T>() where T : notnull => node!.Services.GetRequiredService<T>();

        public async Task RunAsync<T>(Func<T, Task> work) where T : notnull
        {
            await using var scope = node!.Services.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<T>());
        }

        public async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work)
        {
            await using var scope = node!.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }

        public Task<string> TextAsync(string sql) => Server.TextAsync(owner, sql);

        public async Task<Actor> MemberAsync(string email) => new(
            Shop, ActorKind.Member, Enum.Parse<Role>(await TextAsync($"select m.role from memberships m join users u on u.id = m.user_id where u.email = '{email}' and m.organisation_id = '{Shop.Value}'")),
            Guid.Parse(await TextAsync($"select id from users where email = '{email}'")));

        public async Task DisposeAsync()
        {
            if (node is not null) await node.DisposeAsync();
            await Push.DisposeAsync();
            await Server.DropDatabaseAsync(owner);
        }
    }
}
