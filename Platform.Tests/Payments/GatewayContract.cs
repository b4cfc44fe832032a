using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Integrations.Payments;
using Platform.Integrations.Payments.Emulation;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.Mollie;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;

namespace Platform.Tests.Payments;

/// <summary>What every payment gateway promises, asked of the real client against the gateway's emulator over HTTP.</summary>
public sealed class GatewayContract
{
    public static IReadOnlyList<GatewayUnderTest> Gateways { get; } =
    [
        new("orange", "ORANGE_MONEY_URL", OrangeMoneyEmulator.Path, Currency.XOF, OrangeMoneyRegistration.AddOrangeMoney, clock => new OrangeMoneyEmulator(clock), "amount", "cancelled", "closed"),
        new("mtn", "MTN_MOMO_URL", MtnMomoEmulator.Path, Currency.XOF, MtnMomoRegistration.AddMtnMomo, clock => new MtnMomoEmulator(clock), "page", "signature", "closed"),
        new("wave", "WAVE_API_URL", WaveEmulator.Path, Currency.XOF, WaveRegistration.AddWave, clock => new WaveEmulator(clock), "refused"),
        new("mollie", "MOLLIE_API_URL", MollieEmulator.Path, Currency.EUR, MollieRegistration.AddMollie, clock => new MollieEmulator(clock), "signature", "closed"),
        new("stripe", "STRIPE_API_URL", StripeEmulator.Path, Currency.MAD, StripeRegistration.AddStripe, clock => new StripeEmulator(clock), "refused", "cancelled"),
        new("flutterwave", "FLUTTERWAVE_API_URL", FlutterwaveEmulator.Path, Currency.XAF, FlutterwaveRegistration.AddFlutterwave, clock => new FlutterwaveEmulator(clock), "unknown", "expired", "told refund", "closed"),
    ];

    public static TheoryData<GatewayUnderTest> All => [.. Gateways];

    [Theory, MemberData(nameof(All))]
    public async Task What_is_opened_waits_until_it_is_paid_to_the_last_unit(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, opened) = await host.OpenAsync(new Money(149_900, kind.Currency));
        Assert.Equal(kind.Has("page"), opened.Link is not null);
        Assert.Equal(PaymentState.Waiting, (await host.AskAsync(sought)).State);

        await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Pay);

        var report = await host.AskAsync(sought);
        Assert.Equal(PaymentState.Paid, report.State);
        Assert.NotEmpty(report.Transaction!);
        Assert.True(report.Received is { } received ? received.Is(sought.Amount) : !kind.Has("amount"), $"{report.Received}");
        Assert.Equal(sought.Amount.Amount, host.SaleOf(sought).Asked.Amount);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_person_pays_on_the_page_and_comes_back(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, opened) = await host.OpenAsync();
        var page = opened.Link ?? new Uri(host.Self, $"{kind.Path}/phone/2250708091011");
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        Assert.Contains("data-amount", await browser.GetStringAsync(page), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([new("act", "Pay")]);
        var answer = await browser.PostAsync(new Uri(host.Self, $"{kind.Path}/pay/{host.SaleOf(sought).Id}"), form);

        Assert.Equal(kind.Has("page") ? new Uri(host.Self, "/retour") : null, answer.Headers.Location);
        Assert.Equal(PaymentState.Paid, (await host.AskAsync(sought)).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_payment_that_does_not_come_says_how_it_ended(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        foreach (var (act, state, name) in new[]
        {
            (EmulatedAct.Refuse, PaymentState.Refused, "refused"), (EmulatedAct.Cancel, PaymentState.Cancelled, "cancelled"), (EmulatedAct.Expire, PaymentState.Expired, "expired"),
        })
        {
            var (sought, _) = await host.OpenAsync();
            await host.Till.ActAsync(host.SaleOf(sought).Id, act);
            Assert.Equal(kind.Has(name) ? state : PaymentState.Waiting, (await host.AskAsync(sought)).State);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_was_refused_and_may_try_again_pays_after_all(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, _) = await host.OpenAsync();
        await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Refuse);
        await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Pay);

        Assert.Equal(host.Till.LetsTryAgain ? PaymentState.Paid : PaymentState.Refused, (await host.AskAsync(sought)).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_not_wanted_any_more_can_no_longer_be_paid(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, _) = await host.OpenAsync();
        await host.Gateway.CloseAsync(host.Account, sought, CancellationToken.None);
        Assert.Equal(kind.Has("closed") ? PaymentState.Expired : PaymentState.Waiting, (await host.AskAsync(sought)).State);

        await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Pay);
        Assert.Equal(kind.Has("closed") ? PaymentState.Expired : PaymentState.Paid, (await host.AskAsync(sought)).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_was_paid_stays_paid_when_somebody_would_close_it(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, _) = await host.OpenAsync();
        await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Pay);

        var late = await Record.ExceptionAsync(() => host.Gateway.CloseAsync(host.Account, sought, CancellationToken.None));
        Assert.Equal(kind.Has("closed") ? ProviderFault.Final : null, (late as ProviderException)?.Fault);
        Assert.Equal(PaymentState.Paid, (await host.AskAsync(sought)).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Another_amount_or_currency_is_told_as_it_is(GatewayUnderTest kind)
    {
        if (!kind.Has("amount")) return; // Its page takes what was asked and nothing else.
        await using var host = await GatewayHost.StartAsync(kind);
        foreach (var other in new[] { new Sum(1, kind.Currency.ToString()), new Sum(150_000, "USD") })
        {
            var (sought, _) = await host.OpenAsync(new Money(150_000, kind.Currency));
            await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Pay, other);

            var report = await host.AskAsync(sought);
            Assert.Equal((PaymentState.Paid, other), (report.State, report.Received));
            Assert.False(report.Received!.Is(sought.Amount));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_notification_is_proved_and_says_whose_it_is_however_often_and_late_it_comes(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        (host.Till.Faults.Repeat, host.Till.Faults.IsDisordered, host.Till.HoldsNotices) = (2, true, true);
        var (first, firstOpened) = await host.OpenAsync();
        var (second, secondOpened) = await host.OpenAsync();
        await host.Till.ActAsync(host.SaleOf(first).Id, EmulatedAct.Pay);
        await host.Till.ActAsync(host.SaleOf(second).Id, EmulatedAct.Pay);
        Assert.Empty(host.Notices);

        await host.Till.ReleaseAsync();

        await Eventually.TrueAsync(() => host.Notices.Count == 4, "two notifications, each twice");
        var told = host.Notices.Select(one => host.Gateway.Traits.HasOneAddress ? host.Gateway.Read(one.Notice.Body).Reference : AttemptReference.Read(one.Door)).ToList();
        Assert.Equal([second.Reference, second.Reference, first.Reference, first.Reference], told.Select(reference => reference!.Value));
        Assert.All(host.Notices, one => Assert.True(host.Gateway.IsAuthentic(one.Notice, host.Account, told[host.Notices.ToList().IndexOf(one)] == first.Reference ? firstOpened.Proof : secondOpened.Proof)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_forged_notification_is_not_believed(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, opened) = await host.OpenAsync();
        await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Pay);
        await Eventually.TrueAsync(() => host.Notices.Count == 1, "the notification");
        var (genuine, _) = host.Notices[0];

        Assert.True(host.Gateway.IsAuthentic(genuine, host.Account, opened.Proof));
        if (!kind.Has("signature"))
        {
            // Nothing is proved, so nothing is believed: the body says at most which payment to ask about.
            Assert.Equal(PaymentState.Waiting, (await host.AskAsync((await host.OpenAsync()).Sought)).State);
            return;
        }

        var forged = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(genuine.Body.Span).Replace(host.SaleOf(sought).Token is { Length: > 0 } token ? token : "-", "0000", StringComparison.Ordinal) + " ");
        Assert.False(host.Gateway.IsAuthentic(genuine with { Body = forged }, host.Account, opened.Proof));
        Assert.False(host.Gateway.IsAuthentic(genuine with { Header = _ => default, Body = forged }, host.Account, opened.Proof));
        Assert.False(host.Gateway.IsAuthentic(genuine with { Body = "\uFFFD{"u8.ToArray() }, host.Account, opened.Proof));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nonsense_is_read_as_nothing(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        foreach (var body in new[] { "", "{", "[]", "null", "{\"data\":7}", "{\"data\":{\"object\":[]}}", "id=tr_x&id=tr_y", "{\"externalId\":{}}" })
            Assert.Null(host.Gateway.Read(System.Text.Encoding.UTF8.GetBytes(body)).Reference);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Asking_for_the_same_attempt_again_makes_one_payment(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var asked = host.Asked();
        host.Till.Faults.BreakNext();
        try
        {
            await host.Gateway.OpenAsync(host.Account, asked, CancellationToken.None);
        }
        catch (ProviderException lost)
        {
            Assert.Equal(ProviderFault.Unknown, lost.Fault);
        }

        if (kind.Provider is "orange")
        {
            // The lost page was never seen by anybody, and its number is used up: the next attempt has its own.
            await Assert.ThrowsAsync<ProviderException>(() => host.Gateway.OpenAsync(host.Account, asked, CancellationToken.None));
            return;
        }

        var opened = kind.Provider is "wave" ? null : await host.Gateway.OpenAsync(host.Account, asked, CancellationToken.None);
        Assert.Single(host.Till.Of("atlas"));
        Assert.Equal(PaymentState.Waiting, (await host.AskAsync(new(asked.Reference, opened?.ProviderId ?? host.Till.Of("atlas").Single().Id, asked.Amount))).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Money_goes_back_whole_or_in_part_and_never_twice(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, _) = await host.OpenAsync(new Money(150_000, kind.Currency));
        await host.Till.ActAsync(host.SaleOf(sought).Id, EmulatedAct.Pay);
        var ways = host.Gateway.Refunds(host.Account);
        var part = await host.RefundOf(sought, new Money(40_000, kind.Currency));
        if (ways is not RefundWays.Partial)
        {
            var refused = await Assert.ThrowsAsync<ProviderException>(() => host.Gateway.RefundAsync(host.Account, part, CancellationToken.None));
            Assert.Equal((ProviderFault.Final, Trouble.Unsupported), (refused.Fault, refused.Reason));
        }
        else
        {
            await RefundAsync(host, part);
            if (kind.Has("told refund")) await host.Gateway.RefundAsync(host.Account, part, CancellationToken.None); // Said twice, done once.
            Assert.Equal(new Money(110_000, kind.Currency).Amount, host.SaleOf(sought).Left);
        }

        if (ways is RefundWays.None) return;
        await RefundAsync(host, await host.RefundOf(sought, new Money(ways is RefundWays.Partial ? 110_000 : 150_000, kind.Currency)));
        Assert.Equal(0, host.SaleOf(sought).Left);

        // There is nothing left to give back; MTN says so only when asked.
        var beyond = await host.RefundOf(sought, sought.Amount);
        var report = await Record.ExceptionAsync(() => RefundAsync(host, beyond));
        Assert.True(report is not null, "more went back than had come");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_payment_nobody_knows_is_not_mistaken_for_one(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, _) = await host.OpenAsync();
        var unknown = sought with { Reference = new(Guid.CreateVersion7()), ProviderId = Guid.CreateVersion7().ToString() };
        if (!kind.Has("unknown"))
        {
            Assert.Equal(PaymentState.Waiting, (await host.AskAsync(unknown)).State);
            return;
        }

        Assert.Equal(ProviderFault.Final, (await Assert.ThrowsAsync<ProviderException>(() => host.AskAsync(unknown))).Fault);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Credentials_are_tried_before_they_are_kept(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        await host.Gateway.ProveAsync(host.Account, CancellationToken.None);

        foreach (var field in host.Gateway.Traits.Fields.Where(field => field is { IsSecret: true, IsOptional: false, Name: not ("webhook_secret" or "secret_hash" or "merchant_key") }))
        {
            var wrong = new SellerAccount(host.Account.Fields.SetItem(field.Name, "wrong\nthing"));
            Assert.Equal(ProviderFault.Fix, (await Assert.ThrowsAsync<ProviderException>(() => host.Gateway.ProveAsync(wrong, CancellationToken.None))).Fault);
            var missing = new SellerAccount(host.Account.Fields.Remove(field.Name));
            Assert.Equal(ProviderFault.Fix, (await Assert.ThrowsAsync<ProviderException>(() => host.Gateway.ProveAsync(missing, CancellationToken.None))).Fault);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_money_it_takes_is_offered(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        Assert.True(host.Gateway.Takes(host.Account, kind.Currency));
        Assert.All(Enum.GetValues<Currency>().Where(currency => host.Gateway.Takes(host.Account, currency)), currency => Assert.Contains(currency, host.Gateway.Traits.Currencies));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whether_a_request_may_have_arrived_is_always_said(GatewayUnderTest kind)
    {
        await using var host = await GatewayHost.StartAsync(kind);
        var (sought, _) = await host.OpenAsync();

        host.Till.Faults.ThrottleNext();
        Assert.Equal(ProviderFault.Retry, (await Assert.ThrowsAsync<ProviderException>(() => host.OpenAsync())).Fault);
        host.Till.Faults.GarbleNext();
        Assert.Equal(ProviderFault.Unknown, (await Assert.ThrowsAsync<ProviderException>(async () => await OpenAnswerAsync(host))).Fault);

        await host.StopAsync();
        var down = await Assert.ThrowsAsync<ProviderException>(() => host.AskAsync(sought));
        Assert.Equal((ProviderFault.Retry, Trouble.Unreachable), (down.Fault, down.Reason));
        Assert.Equal(ProviderFault.Retry, (await Assert.ThrowsAsync<ProviderException>(() => host.OpenAsync())).Fault);
    }

    /// <summary>MTN answers a yes with nothing at all, so any body will do; what it says is then asked for.</summary>
    private static async Task OpenAnswerAsync(GatewayHost host)
    {
        await host.OpenAsync();
        if (host.Kind.Provider is "mtn") throw new ProviderException("empty", ProviderFault.Unknown);
        if (host.Kind.Provider is "wave") throw new ProviderException("looked up", ProviderFault.Unknown);
    }

    private static async Task RefundAsync(GatewayHost host, RefundAsked asked)
    {
        var report = await host.Gateway.RefundAsync(host.Account, asked, CancellationToken.None);
        if (report.State is RefundState.Pending) report = await host.Gateway.AskRefundAsync(host.Account, asked, CancellationToken.None);
        if (report.State is not RefundState.Done) throw new ProviderException(report.Code ?? "not done", ProviderFault.Final);
        if (host.Kind.Has("told refund")) Assert.Equal(RefundState.Done, (await host.Gateway.AskRefundAsync(host.Account, asked, CancellationToken.None)).State);
    }
}
