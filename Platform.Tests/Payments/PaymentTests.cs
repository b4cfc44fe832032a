using System.Net;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Integrations.Payments;
using Platform.Integrations.Payments.Emulation;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;
using Platform.Web.Demo;
using Platform.Web.Orders;
using Platform.Web.Payments;
using Platform.Web.Store;

namespace Platform.Tests.Payments;

/// <summary>From the asking to the money on the order, in the whole app with its database, workers and gateways.</summary>
public sealed class PaymentTests(App app) : IClassFixture<App>
{
    private readonly PaymentShop dakar = PaymentShop.Dakar(app);

    [Theory]
    [InlineData("wave")]
    [InlineData("orange")]
    [InlineData("flutterwave")]
    public async Task A_customer_follows_the_link_pays_and_the_order_says_so(string gateway)
    {
        var order = await dakar.OrderAsync();
        var sale = await dakar.ChooseAsync(await dakar.AskAsync(order), gateway, EmulatorOf(gateway));

        await EmulatorOf(gateway).Till.ActAsync(sale.Id, EmulatedAct.Pay);

        await dakar.PaidAsync(order);
        Assert.Equal(0, (await dakar.RowAsync(new OrderId(order.Id))).Due().Minor);
    }

    /// <summary>Row and attempts belong to one moment: read apart, a payment that ends in between seems never to have begun.</summary>
    [Fact]
    public async Task Who_looks_while_their_money_arrives_is_never_asked_how_to_pay()
    {
        for (var round = 0; round < 10; round++)
        {
            var payment = await dakar.AskAsync(await dakar.OrderAsync());
            var sale = await dakar.ChooseAsync(payment, "wave", EmulatorOf("wave"));
            var looks = Enumerable.Range(0, 6).Select(_ => LookUntilPaidAsync(payment)).ToList();
            await EmulatorOf("wave").Till.ActAsync(sale.Id, EmulatedAct.Pay);

            Assert.All(await Task.WhenAll(looks), seen => Assert.All(seen, state => Assert.True(state is CounterState.Waiting or CounterState.Paid, $"{state} in round {round}")));
        }
    }

    [Fact]
    public async Task A_prompt_on_the_phone_is_sent_once_however_often_the_button_is_pressed()
    {
        var (order, mtn) = (await dakar.OrderAsync(), app.Get<MtnMomoEmulator>());
        var payment = await dakar.AskAsync(order);
        var sales = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => dakar.ChooseAsync(payment, "mtn", mtn, phone: "+2250708091011")));

        Assert.Single(sales.Select(sale => sale.Id).Distinct());
        await mtn.Till.ActAsync(sales[0].Id, EmulatedAct.Pay);
        await dakar.PaidAsync(order);
    }

    /// <summary>Whoever is killed between the prompt and the record loses no money: the record comes first.</summary>
    [Fact]
    public async Task A_prompt_whose_answer_was_lost_is_paid_all_the_same()
    {
        var (order, mtn) = (await dakar.OrderAsync(), app.Get<MtnMomoEmulator>());
        mtn.Till.Faults.BreakNext();
        var sale = await dakar.ChooseAsync(await dakar.AskAsync(order), "mtn", mtn, phone: "+2250708091013");

        await mtn.Till.ActAsync(sale.Id, EmulatedAct.Pay);

        await dakar.PaidAsync(order);
    }

    [Fact]
    public async Task Who_said_no_on_the_phone_is_asked_anew_and_may_say_yes()
    {
        var (order, mtn) = (await dakar.OrderAsync(), app.Get<MtnMomoEmulator>());
        var payment = await dakar.AskAsync(order);
        var no = await dakar.ChooseAsync(payment, "mtn", mtn, phone: "+2250708091014");
        await mtn.Till.ActAsync(no.Id, EmulatedAct.Cancel);
        await Eventually.EqualAsync("1", () => dakar.FactsAsync(payment.Value, "payment_abandoned"));

        var yes = await dakar.ChooseAsync(payment, "mtn", mtn, phone: "+2250708091014");
        Assert.NotEqual(no.Id, yes.Id);
        await mtn.Till.ActAsync(yes.Id, EmulatedAct.Pay);
        await dakar.PaidAsync(order);
    }

    [Fact]
    public async Task Ten_who_ask_for_the_same_money_together_ask_once()
    {
        var order = await dakar.OrderAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.Get<PaymentDesk>().RequestAsync(dakar.Owner, order, new(Guid.CreateVersion7()))));
        Assert.Single(asked, refusal => refusal is null);
        Assert.All(asked.OfType<Domain.EventSourcing.Refusal>(), refusal => Assert.Equal("payment.already_asked", refusal.Code));
    }

    [Fact]
    public async Task Told_three_times_and_out_of_order_the_money_is_taken_once()
    {
        var (order, wave) = (await dakar.OrderAsync(), app.Get<WaveEmulator>());
        var payment = await dakar.AskAsync(order);
        var sale = await dakar.ChooseAsync(payment, "wave", wave);
        var before = await UsedAsync();
        (wave.Till.Faults.Repeat, wave.Till.HoldsNotices, wave.Till.Faults.IsDisordered) = (3, true, true);
        try
        {
            await wave.Till.ActAsync(sale.Id, EmulatedAct.Refuse);
            await wave.Till.ActAsync(sale.Id, EmulatedAct.Pay);
            await wave.Till.ReleaseAsync();
        }
        finally
        {
            (wave.Till.Faults.Repeat, wave.Till.HoldsNotices, wave.Till.Faults.IsDisordered) = (1, false, false);
        }

        await dakar.PaidAsync(order);
        await Eventually.EqualAsync("0", () => app.TextAsync("select count(*) from todo where reaction = 'read_payment_notice'"));
        Assert.Equal("1", await dakar.FactsAsync(payment.Value, "payment_received"));
        Assert.Equal("1", await dakar.FactsAsync(order.Id, "order_paid"));
        Assert.Equal(before + 6, await UsedAsync());
    }

    [Fact]
    public async Task Without_any_notification_the_gateway_is_asked()
    {
        var (order, orange) = (await dakar.OrderAsync(), app.Get<OrangeMoneyEmulator>());
        var sale = await dakar.ChooseAsync(await dakar.AskAsync(order), "orange", orange);
        orange.Till.HoldsNotices = true;
        try
        {
            await orange.Till.ActAsync(sale.Id, EmulatedAct.Pay);
            await dakar.PaidAsync(order);
        }
        finally
        {
            orange.Till.HoldsNotices = false;
        }
    }

    [Fact]
    public async Task Another_amount_never_counts_and_the_seller_is_told()
    {
        var (order, wave) = (await dakar.OrderAsync(), app.Get<WaveEmulator>());
        var payment = await dakar.AskAsync(order);
        var sale = await dakar.ChooseAsync(payment, "wave", wave);

        await wave.Till.ActAsync(sale.Id, EmulatedAct.Pay, new Sum(150, "XOF"));

        await Eventually.EqualAsync("1", () => dakar.FactsAsync(payment.Value, "payment_mismatched"));
        Assert.Equal(0, (await dakar.RowAsync(new OrderId(order.Id))).Paid);
        Assert.Equal("150 XOF", (await dakar.WholeAsync(payment)).Attempts[0].Received);
        Assert.Equal(PaymentAlerts.Mismatched, (await dakar.WholeAsync(payment)).Row.Alert);
    }

    [Fact]
    public async Task Money_that_comes_after_the_link_expired_is_on_the_order_and_said_to_be_late()
    {
        var (order, wave) = (await dakar.OrderAsync(), app.Get<WaveEmulator>());
        var payment = await dakar.AskBrieflyAsync(order, TimeSpan.FromSeconds(3));
        var sale = await dakar.ChooseAsync(payment, "wave", wave);
        await Eventually.TrueAsync(async () => (await dakar.WholeAsync(payment)).Row.Phase is PaymentPhase.Expired, "the link expired");

        await wave.Till.ActAsync(sale.Id, EmulatedAct.Pay);

        await dakar.PaidAsync(order);
        Assert.Equal(PaymentAlerts.Late, (await dakar.WholeAsync(payment)).Row.Alert);
    }

    [Fact]
    public async Task Who_lets_the_link_expire_is_reminded_once_in_the_chat_and_may_pay_then()
    {
        var (atlas, stripe) = (PaymentShop.Atlas(app), app.Get<StripeEmulator>());
        var chat = await atlas.ChatAsync("Salma Bennani");
        await app.Get<WhatsAppEmulator>().SayAsync(DemoMode.NumberId, app.Get<DemoStage>().Phones.First(phone => phone.Name == "Salma Bennani"), new(MessageKind.Text, "D'accord"));
        var order = await atlas.OrderAsync(500, chat);
        var payment = await atlas.AskBrieflyAsync(order, TimeSpan.FromSeconds(2), chat.Conversation);

        await Eventually.TrueAsync(async () => (await atlas.WholeAsync(payment)).Row.IsReminded, "the reminder");
        await Eventually.EqualAsync("1", () => app.TextAsync($"select count(*) from thread where conversation = '{chat.Conversation.Value}' and text like '%{order.Number}%expiré%'"));
        var sale = await atlas.ChooseAsync(payment, "stripe", stripe);
        await stripe.Till.ActAsync(sale.Id, EmulatedAct.Pay);

        await atlas.PaidAsync(order);
        await Eventually.EqualAsync("1", () => app.TextAsync($"select count(*) from thread where conversation = '{chat.Conversation.Value}' and text like 'Paiement reçu%{order.Number}%'"));
        Assert.Null((await atlas.WholeAsync(payment)).Row.Alert);
    }

    [Fact]
    public async Task Forged_notifications_are_turned_away_and_none_of_them_moves_money()
    {
        var order = await dakar.OrderAsync();
        var payment = await dakar.AskAsync(order);
        var sale = await dakar.ChooseAsync(payment, "wave", app.Get<WaveEmulator>());
        var account = (await app.Get<GatewayAccounts>().ListAsync(dakar.Organisation)).Single(row => row.Gateway == "wave").Id;
        var doors = app.Get<PaymentDoors>();
        using var client = app.Client();

        using var unsigned = new StringContent("{\"type\":\"checkout.session.completed\",\"data\":{\"client_reference\":\"" + sale.Reference + "\",\"payment_status\":\"succeeded\"}}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync(doors.Notify("wave", Door.Account, dakar.Organisation, account), unsigned)).StatusCode);
        using var wrongDoor = new StringContent("{}");
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(doors.Notify("wave", Door.Customer, dakar.Organisation, account), wrongDoor)).StatusCode);
        using var nobody = new StringContent("{}");
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/payments/wave/nothing", nobody)).StatusCode);
        using var large = new ByteArrayContent(new byte[70_000]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync(doors.Notify("wave", Door.Account, dakar.Organisation, account), large)).StatusCode);

        // MTN's door takes anybody's word, and asks.
        var prompted = await dakar.ChooseAsync(payment, "mtn", app.Get<MtnMomoEmulator>(), phone: "+2250708091012");
        using var lie = new StringContent($$"""{"externalId":"{{prompted.Reference}}","status":"SUCCESSFUL","amount":"15000","currency":"XOF"}""");
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync(doors.Notify("mtn", Door.Payment, dakar.Organisation, payment.Value), lie)).StatusCode);
        await Eventually.EqualAsync("0", () => app.TextAsync("select count(*) from todo where reaction = 'read_payment_notice'"));
        Assert.Equal(0, (await dakar.RowAsync(new OrderId(order.Id))).Paid);
    }

    [Fact]
    public async Task A_gateway_that_is_down_says_so_and_the_payment_is_still_to_be_made()
    {
        var payment = await dakar.AskAsync(await dakar.OrderAsync());
        var account = (await app.Get<GatewayAccounts>().ListAsync(dakar.Organisation)).Single(row => row.Gateway == "orange").Id;
        app.Get<OrangeMoneyEmulator>().Till.Faults.RefuseNext(503);
        using var browser = app.Client();

        using var answer = await browser.GetAsync($"{app.Get<PaymentDoors>().Link(dakar.Organisation, payment.Value).AbsolutePath}/{account}");

        Assert.Contains("echec=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var page = await browser.GetAsync(answer.Headers.Location);
        Assert.Contains("role=\"alert\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await dakar.WholeAsync(payment)).Attempts);
        await dakar.ChooseAsync(payment, "orange", app.Get<OrangeMoneyEmulator>());
    }

    [Fact]
    public async Task Part_of_the_money_goes_back_once_although_the_answer_was_lost()
    {
        var (atlas, stripe) = (PaymentShop.Atlas(app), app.Get<StripeEmulator>());
        var order = await atlas.OrderAsync(949.50m);
        var payment = await atlas.AskAsync(order);
        var sale = await atlas.ChooseAsync(payment, "stripe", stripe);
        await stripe.Till.ActAsync(sale.Id, EmulatedAct.Pay);
        await atlas.PaidAsync(order);

        stripe.Till.Faults.BreakNext();
        var asked = await app.Get<Streams>().HandleAsync(payment, new RequestRefund(Guid.CreateVersion7(), new(10_050, order.Currency), "Paire abîmée"), atlas.Owner);

        Assert.Null(asked.Refusal);
        await Eventually.TrueAsync(async () => (await atlas.RowAsync(new OrderId(order.Id))).Refunded == 10_050, "the refund on the order");
        Assert.Equal(849.00m, sale.Left);
        Assert.Single(sale.Refunds);
        Assert.Equal("payment.refund_too_much", (await app.Get<Streams>().HandleAsync(payment, new RequestRefund(Guid.CreateVersion7(), new(84_901, order.Currency), "Tout"), atlas.Owner)).Refusal?.Code);
    }

    [Fact]
    public async Task A_refund_nobody_can_answer_for_waits_for_a_person()
    {
        var (order, flutterwave) = (await dakar.OrderAsync(), app.Get<FlutterwaveEmulator>());
        var payment = await dakar.AskAsync(order);
        var sale = await dakar.ChooseAsync(payment, "flutterwave", flutterwave);
        await flutterwave.Till.ActAsync(sale.Id, EmulatedAct.Pay);
        await dakar.PaidAsync(order);

        flutterwave.Till.Faults.BreakNext();
        var refund = Guid.CreateVersion7();
        await app.Get<Streams>().HandleAsync(payment, new RequestRefund(refund, new(15_000, order.Currency), "Annulée"), dakar.Owner);

        await Eventually.TrueAsync(async () => (await dakar.WholeAsync(payment)).Row.Alert is PaymentAlerts.RefundDoubted, "the doubt");
        Assert.Single(sale.Refunds);
        await app.Get<Streams>().HandleAsync(payment, new ReportRefund(refund, RefundOutcome.Done), dakar.Owner);
        await Eventually.TrueAsync(async () => (await dakar.RowAsync(new OrderId(order.Id))).Refunded == 15_000, "the refund on the order");
        Assert.Null((await dakar.WholeAsync(payment)).Row.Alert);
    }

    [Fact]
    public async Task Money_no_gateway_takes_is_not_asked_for()
    {
        var euros = new PaymentShop(app, dakar.Organisation, Domain.Common.Currency.MAD);
        Assert.Equal("payment.no_gateway", (await app.Get<PaymentDesk>().RequestAsync(dakar.Owner, await euros.OrderAsync(), new(Guid.CreateVersion7())))?.Code);
    }

    /// <summary>Each notification twice, two nodes that both read and both ask: every sum is on its order once.</summary>
    [Fact]
    public async Task Two_nodes_lose_no_payment_and_take_none_twice()
    {
        var wave = app.Get<WaveEmulator>();
        await using var other = await app.StartNodeAsync(("WAVE_API_URL", new Uri(app.Address, WaveEmulator.Path).ToString()));
        var paid = new List<(OrderRow Order, PaymentId Payment)>();
        wave.Till.Faults.Repeat = 2;
        try
        {
            for (var n = 0; n < 20; n++)
            {
                var order = await dakar.OrderAsync(1_000 + n);
                var payment = await dakar.AskAsync(order);
                var sale = await dakar.ChooseAsync(payment, "wave", wave);
                paid.Add((order, payment));
                _ = wave.Till.ActAsync(sale.Id, EmulatedAct.Pay);
            }

            foreach (var (order, _) in paid) await dakar.PaidAsync(order);
        }
        finally
        {
            wave.Till.Faults.Repeat = 1;
        }

        await Eventually.EqualAsync("0", () => app.TextAsync("select count(*) from todo where reaction = 'read_payment_notice'"));
        foreach (var (order, payment) in paid)
            Assert.Equal(("1", "1"), (await dakar.FactsAsync(payment.Value, "payment_received"), await dakar.FactsAsync(order.Id, "order_paid")));
    }

    [Fact]
    public async Task One_order_has_one_open_request()
    {
        var order = await dakar.OrderAsync();
        Assert.Null(await app.Get<PaymentDesk>().LinkOfAsync(dakar.Organisation, new OrderId(order.Id), CancellationToken.None));
        var payment = await dakar.AskAsync(order);
        Assert.Equal(app.Get<PaymentDoors>().Link(dakar.Organisation, payment.Value), await app.Get<PaymentDesk>().LinkOfAsync(dakar.Organisation, new OrderId(order.Id), CancellationToken.None));
        Assert.Null(await app.Get<PaymentDesk>().RequestAsync(dakar.Owner, order, payment));
        Assert.Equal("payment.already_asked", (await app.Get<PaymentDesk>().RequestAsync(dakar.Owner, order, new(Guid.CreateVersion7())))?.Code);
    }

    [Fact]
    public async Task Another_shop_sees_nothing_of_it()
    {
        var payment = await dakar.AskAsync(await dakar.OrderAsync());
        var atlas = PaymentShop.Atlas(app);
        Assert.Null(await app.Get<PaymentQueries>().FindAsync(atlas.Organisation, payment));
        Assert.DoesNotContain(await app.Get<PaymentQueries>().PageAsync(atlas.Organisation), row => row.Id == payment.Value);
        Assert.Equal("payment.unknown", (await app.Get<Streams>().HandleAsync(payment, new CallOffPayment(), atlas.Owner)).Refusal?.Code);
    }

    [Fact]
    public void One_kind_of_address_opens_no_other()
    {
        var doors = app.Get<PaymentDoors>();
        var id = Guid.CreateVersion7();
        var token = doors.Token(Door.Customer, dakar.Organisation, id);
        Assert.Equal((dakar.Organisation, id), doors.Read(Door.Customer, token));
        Assert.Null(doors.Read(Door.Payment, token));
        Assert.Null(doors.Read(Door.Account, token));
        Assert.Null(doors.Read(Door.Customer, token[..^1] + (token[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(doors.Read(Door.Customer, token + "A"));
        Assert.True(doors.Notify("orange", Door.Payment, dakar.Organisation, id).AbsolutePath.Length <= 80, "Orange takes 120 characters in all");
    }

    private async Task<int> UsedAsync() => int.Parse(await app.TextAsync("select count(*) from deliveries where provider = 'wave' and outcome = 'used'"), System.Globalization.CultureInfo.InvariantCulture);

    private IEmulatedGateway EmulatorOf(string gateway) => gateway switch
    {
        "wave" => app.Get<WaveEmulator>(),
        "orange" => app.Get<OrangeMoneyEmulator>(),
        _ => app.Get<FlutterwaveEmulator>(),
    };

    private async Task<HashSet<CounterState>> LookUntilPaidAsync(PaymentId payment)
    {
        var (counter, token) = (app.Get<PaymentCounter>(), app.Get<PaymentDoors>().Link(dakar.Organisation, payment.Value).Segments[^1]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var seen = new HashSet<CounterState>();
        while (!seen.Contains(CounterState.Paid)) seen.Add((await counter.LookAsync(token, patience.Token))!.State);
        return seen;
    }
}
