using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Messaging.Twilio.Emulator;
using Platform.Integrations.Messaging.Wati;
using Platform.Integrations.Messaging.Wati.Emulator;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Tests.Identity;
using Platform.Web.Channels;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Channels;

/// <summary>From the button to a number that is answered from, and every way that can end otherwise.</summary>
public sealed class ConnectingTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());

    [Fact]
    public async Task Through_the_dialog_a_number_comes_live_and_its_code_and_state_work_once()
    {
        using var owner = await SignedInAsync();
        var back = await AnswerAsync("accept", "+212522111222");
        using (var first = await owner.GetAsync(back)) Assert.Contains("connecte=oui", first.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);

        Assert.Equal("Live//GREEN", await app.TextAsync("select state || '/' || coalesce(problem, '') || '/' || quality from channels where display_number = '+212522111222'"));
        using (var again = await owner.GetAsync(back)) Assert.Contains("signup_unknown", again.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
        Assert.Equal("1", await app.TextAsync("select count(*) from channels where display_number = '+212522111222'"));
    }

    [Theory]
    [InlineData("cancel", "signup_cancelled")]
    [InlineData("refuse", "signup_refused")]
    [InlineData("partly", "access_missing")]
    public async Task A_dialog_that_ends_otherwise_says_so_and_connects_nothing(string answer, string told)
    {
        using var owner = await SignedInAsync();
        var before = await app.TextAsync("select count(*) from channels");

        using var ended = await owner.GetAsync(await AnswerAsync(answer, "+212522111333"));

        Assert.Contains($"echec={told}", ended.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
        Assert.Equal(before, await app.TextAsync("select count(*) from channels"));
    }

    [Fact]
    public async Task A_number_that_has_a_pin_comes_into_service_when_its_seller_writes_it()
    {
        using var owner = await SignedInAsync();
        using (var back = await owner.GetAsync(await AnswerAsync("accept", "+212522111555", pin: "246810")))
            Assert.Contains("echec=pin_wrong", back.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
        var channel = new ChannelId(Guid.Parse(await app.TextAsync("select id from channels where display_number = '+212522111555'")));
        Task<string?> RegisterAsync(string? pin) => app.Get<SignUps>().RegisterAsync(Owner, channel, pin, CancellationToken.None);
        Task<string> StateAsync() => app.TextAsync("select state || '/' || coalesce(problem, '') from channels where display_number = '+212522111555'");

        Assert.Equal("pin_unreadable", await RegisterAsync("24681"));
        Assert.Equal("pin_wrong", await RegisterAsync("246811"));
        Assert.Equal("Broken/pin_wrong", await StateAsync());
        Assert.Equal("pin_wrong", await app.Get<ChannelDesk>().TryAsync(Owner, channel, "+212612345678", "essai", CancellationToken.None));

        Assert.Null(await RegisterAsync("٢٤٦ ٨١٠"));
        Assert.Equal("Live/", await StateAsync());
        Assert.Null(await app.Get<ChannelDesk>().TryAsync(Owner, channel, "+212612345678", "essai", CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_guesses_a_pin_too_often_is_told_to_wait_and_asked_for_it_again_later()
    {
        using var owner = await SignedInAsync();
        using (await owner.GetAsync(await AnswerAsync("accept", "+212522111666", pin: "246810"))) { }
        var channel = new ChannelId(Guid.Parse(await app.TextAsync("select id from channels where display_number = '+212522111666'")));
        Task<string?> RegisterAsync(string? pin) => app.Get<SignUps>().RegisterAsync(Owner, channel, pin, CancellationToken.None);

        for (var guess = 0; guess < 4; guess++) Assert.Equal("pin_wrong", await RegisterAsync("111111"));

        Assert.Equal("registration_busy", await RegisterAsync("246810"));
        Assert.Equal("registration_busy", await RegisterAsync(pin: null));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => app.Get<SignUps>().RegisterAsync(Owner with { Role = Role.Agent }, channel, "246810", CancellationToken.None));
    }

    /// <summary>A webhook may be faster than the other node; what comes after it must not be lost.</summary>
    [Fact]
    public async Task A_number_connected_on_one_node_is_known_at_once_on_another_that_had_just_asked()
    {
        ChannelDirectory Node() => new(app.Get<PlatformDbs>(), app.Get<Keyring>(), TimeProvider.System);
        var (here, there, shop) = (Node(), Node(), new OrganisationId(Guid.CreateVersion7()));
        Assert.Null(await there.FindAsync("whatsapp", "900100200999", CancellationToken.None));

        await here.AddAsync(shop, new Channel
        {
            OrganisationId = shop.Value, Id = Guid.CreateVersion7(), Provider = "whatsapp", ExternalId = "900100200999", DisplayName = "Deuxième numéro",
            Secrets = [], State = ChannelState.Live, CreatedAt = DateTimeOffset.UtcNow,
        }, CancellationToken.None);

        Assert.Equal(shop, (await there.FindAsync("whatsapp", "900100200999", CancellationToken.None))?.Organisation);
    }

    [Fact]
    public async Task A_state_of_another_organisation_or_of_nobody_opens_nothing()
    {
        var state = QueryHelpers.ParseQuery(new Uri(await AnswerAsync("accept", "+212522111444")).Query)["state"].ToString();
        var elsewhere = new Actor(new OrganisationId(Guid.CreateVersion7()), ActorKind.Member, Role.Owner, Guid.CreateVersion7());

        Assert.Equal("signup_unknown", await app.Get<SignUps>().FinishAsync(elsewhere, state, "code", null, CancellationToken.None));
        Assert.Equal("signup_unknown", await app.Get<SignUps>().FinishAsync(Owner, state[..^1] + "0" + "x", "code", null, CancellationToken.None));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => app.Get<SignUps>().FinishAsync(Owner with { Role = Role.Agent }, state, "code", null, CancellationToken.None));
    }

    [Fact]
    public async Task Wrong_credentials_are_not_kept_and_right_ones_are()
    {
        app.Get<WatiEmulator>().Register(new("700001", "right", "+212522600601", new Uri(app.Address, "/nowhere")));
        var server = new Uri(app.Address, WatiEmulator.Path);

        Assert.Equal("credentials_refused", await app.Get<ChannelDesk>().ConnectAsync(Owner, new(WatiRegistration.Provider, "700001", "Wati", new("wrong", "a-secret-at-the-end", server)), null, CancellationToken.None));
        Assert.Equal("0", await app.TextAsync("select count(*) from channels where external_id = '700001'"));

        Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(Owner, new(WatiRegistration.Provider, "700001", "Wati", new("right", "a-secret-at-the-end", server)), null, CancellationToken.None));
        Assert.Equal("1", await app.TextAsync("select count(*) from channels where external_id = '700001'"));
    }

    [Fact]
    public async Task A_channel_moves_to_another_provider_and_keeps_its_conversations()
    {
        const string sid = "AC00000000000000000000000000000077";
        app.Get<TwilioEmulator>().Register(new(sid, "token", "+212522700777", new Uri(app.Address, "/api/twilio/webhook")));
        app.Get<WatiEmulator>().Register(new("700077", "token", "+212522700777", new Uri(app.Address, "/api/wati/webhook/700077/a-secret-at-the-end")));
        Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(Owner, new(TwilioRegistration.Provider, "+212522700777", "Boutique", new("token")) { AccountId = sid }, null, CancellationToken.None));
        await app.Get<TwilioEmulator>().SayAsync(sid, app.Get<TwilioEmulator>().Phone(sid, "+212600300001", "Nora"), new Said(MessageKind.Text, "avant"));
        await SixAtOnce.ReadAsync(app);

        var channel = new ChannelId(Guid.Parse(await app.TextAsync("select id from channels where external_id = '+212522700777'")));
        Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(
            Owner, new(WatiRegistration.Provider, "700077", "Boutique", new("token", "a-secret-at-the-end", new Uri(app.Address, WatiEmulator.Path))), channel, CancellationToken.None));
        await app.Get<WatiEmulator>().SayAsync("700077", app.Get<WatiEmulator>().Phone("700077", "+212600300001", "Nora"), new Said(MessageKind.Text, "après"));
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("avant, après", await app.TextAsync("select string_agg(t.text, ', ' order by t.at) from thread t join inbox i using (conversation) where i.phone = '+212600300001' group by t.conversation"));
    }

    [Fact]
    public async Task A_paused_channel_sends_nothing_until_it_is_resumed()
    {
        await app.Get<ChannelDesk>().PauseAsync(Owner, DemoShop.Channel, CancellationToken.None);
        Assert.Equal("channel_paused", await app.Get<ChannelDesk>().TryAsync(Owner, DemoShop.Channel, "+212612345678", "essai", CancellationToken.None));

        await app.Get<ChannelDesk>().ResumeAsync(Owner, DemoShop.Channel, CancellationToken.None);
        Assert.Null((await app.Get<ChannelDirectory>().AccountAsync(Shop, DemoShop.Channel, CancellationToken.None))!.Stopped);
    }

    [Fact]
    public async Task The_log_shows_each_organisation_its_own_and_reads_again_without_doubling()
    {
        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, "+212600300002", "Nora");
        await app.Get<WhatsAppEmulator>().WriteAsync(DemoMode.NumberId, phone, "au journal");
        await SixAtOnce.ReadAsync(app);

        var log = app.Get<DeliveryLog>();
        var mine = new Guid(await app.TextAsync("select delivery from delivery_people p join inbox i on i.contact = p.person where i.phone = '+212600300002'"));
        Assert.Contains(await log.PageAsync(Shop), line => line.Id == mine && line.Outcome == "used");
        Assert.Contains("au journal", await log.PayloadAsync(Owner, mine, CancellationToken.None), StringComparison.Ordinal);
        Assert.Empty(await log.PageAsync(new OrganisationId(Guid.CreateVersion7())));

        await log.ReplayAsync(Owner, mine, CancellationToken.None);
        await SixAtOnce.ReadAsync(app);
        Assert.Equal("1", await app.TextAsync("select count(*) from thread where text = 'au journal'"));
    }

    private async Task<Guest> SignedInAsync()
    {
        var guest = new Guest(app);
        await guest.SignInAsync("owner@relais.demo");
        return guest;
    }

    /// <summary>Begins, goes through the emulated dialog, and stops short of the way back.</summary>
    private async Task<string> AnswerAsync(string answer, string number, string pin = "")
    {
        var dialog = await app.Get<SignUps>().BeginAsync(Owner, keepsPhoneApp: false, CancellationToken.None);
        var query = QueryHelpers.ParseQuery(dialog.Query);
        using var browser = app.Client();
        browser.DefaultRequestHeaders.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["redirect_uri"] = query["redirect_uri"].ToString(), ["state"] = query["state"].ToString(), ["business"] = "Atlas Sneakers", ["number"] = number, ["pin"] = pin, ["answer"] = answer,
        });
        using var answered = await browser.PostAsync(dialog, form);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        return answered.Headers.Location!.AbsoluteUri;
    }
}
