using System.Text;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;

namespace Platform.Tests.Carriers;

/// <summary>What every carrier promises, asked of the real client against the carrier's emulator over HTTP.</summary>
public sealed class CarrierContract
{
    public static TheoryData<CarrierUnderTest> All =>
    [
        new("glovo", "GLOVO_API_URL", GlovoEmulator.Path, GlovoEmulator.PickupId, null, GlovoRegistration.AddGlovo, clock => new GlovoEmulator(clock)),
        new("sendit", "SENDIT_API_URL", SenditEmulator.Path, "1", "42", SenditRegistration.AddSendit, clock => new SenditEmulator(clock), "quote", "cents", "signature", "courier"),
    ];

    [Theory, MemberData(nameof(All))]
    public async Task What_is_booked_is_in_the_books_to_the_last_centime(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var shipment = await host.BookAsync();

        Assert.Equal(("CMD-1042-7f3a", ShipmentState.Requested), (shipment.Ours, shipment.State));
        var parcel = Assert.Single(host.Depot.Parcels);
        Assert.Equal((979m, "Salma Idrissi", parcel.Reference), (parcel.Cash, parcel.Name, shipment.Reference));
        Assert.Contains("12 rue des Écoles", parcel.Address, StringComparison.Ordinal);
        Assert.Equal(parcel.Fee, shipment.Fee?.Amount);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_booking_whose_answer_was_lost_is_found_again_and_not_made_twice(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var asked = host.Asked();
        var quote = await host.Carrier.QuoteAsync(host.Account, asked, CancellationToken.None);
        host.Depot.Faults.Spared = kind.Has("quote") ? 0 : 1; // The search before it passes.
        host.Depot.Faults.BreakNext();
        var lost = await Assert.ThrowsAsync<ProviderException>(() => host.Carrier.BookAsync(host.Account, asked, quote.Id, CancellationToken.None));
        Assert.Equal(ProviderFault.Unknown, lost.Fault);
        var parcel = Assert.Single(host.Depot.Parcels);

        var found = await host.Carrier.BookAsync(host.Account, asked, quote.Id, CancellationToken.None);

        Assert.Equal(parcel.Reference, found.Reference);
        Assert.Single(host.Depot.Parcels);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Another_booking_of_the_same_order_is_another_parcel(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var (one, other) = (await host.BookAsync(host.Asked("CMD-1042-aaaa")), await host.BookAsync(host.Asked("CMD-1042-bbbb")));
        Assert.NotEqual(one.Reference, other.Reference);
        Assert.Equal(["CMD-1042-bbbb", "CMD-1042-aaaa"], host.Depot.Parcels.Select(parcel => parcel.Ours));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_word_of_the_road_is_read_and_a_new_one_is_kept_as_it_came(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var parcel = host.ParcelOf(await host.BookAsync());
        var states = new List<ShipmentState>();
        foreach (var word in host.Emulator.Road)
        {
            await host.Depot.MoveAsync(parcel, word);
            var shipment = await host.LookAsync(parcel.Reference);
            Assert.Equal(word, shipment.Raw);
            states.Add(shipment.State);
        }

        Assert.Equal(states.Order(), states);
        Assert.Equal((ShipmentState.Requested, ShipmentState.Delivered), (states[0], states[^1]));
        Assert.DoesNotContain(ShipmentState.Unknown, states);

        await host.Depot.MoveAsync(parcel, "EN_ORBITE_2031");
        var unheard = await host.LookAsync(parcel.Reference);
        Assert.Equal((ShipmentState.Unknown, "EN_ORBITE_2031"), (unheard.State, unheard.Raw));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_comes_is_said_once_somebody_does(CarrierUnderTest kind)
    {
        if (!kind.Has("courier")) return; // It names nobody.
        await using var host = await CarrierHost.StartAsync(kind);
        var parcel = host.ParcelOf(await host.BookAsync());
        Assert.Null((await host.LookAsync(parcel.Reference)).By);
        await host.Depot.MoveAsync(parcel, host.Emulator.Road[1]);
        Assert.Equal(new Carrying("Brahim", "+212655443322"), (await host.LookAsync(parcel.Reference)).By);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_wanted_later_is_not_fetched_at_once(CarrierUnderTest kind)
    {
        if (!kind.Has("quote")) return; // It comes on its rounds.
        await using var host = await CarrierHost.StartAsync(kind);
        var tomorrow = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(1).AddHours(9), TimeSpan.Zero);
        Assert.Equal($"{tomorrow:yyyy-MM-ddTHH:mm:ssZ}", host.ParcelOf(await host.BookAsync(host.Asked() with { ReadyAt = tomorrow })).FetchAt);
        var past = await Assert.ThrowsAsync<ProviderException>(() => host.BookAsync(host.Asked("CMD-4-d") with { ReadyAt = tomorrow.AddDays(-2) }));
        Assert.Equal(Unserved.Hours, past.Reason);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Until_it_is_fetched_it_can_be_called_back_and_afterwards_not(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var (early, late) = (await host.BookAsync(host.Asked("CMD-1-a")), await host.BookAsync(host.Asked("CMD-2-b")));
        Assert.True(await host.Carrier.CancelAsync(host.Account, early.Reference, CancellationToken.None));
        Assert.True(await host.Carrier.CancelAsync(host.Account, early.Reference, CancellationToken.None));
        Assert.Equal(ShipmentState.Cancelled, (await host.LookAsync(early.Reference)).State);

        await host.Depot.MoveAsync(host.ParcelOf(late), host.Emulator.Road[^2]);
        Assert.False(await host.Carrier.CancelAsync(host.Account, late.Reference, CancellationToken.None));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_token_that_ends_between_two_calls_is_renewed(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var shipment = await host.BookAsync();
        host.Depot.EndTokens();
        Assert.Equal(shipment.Reference, (await host.LookAsync(shipment.Reference)).Reference);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_price_that_does_not_hold_any_more_is_said_to_be_so(CarrierUnderTest kind)
    {
        if (!kind.Has("quote")) return; // Its price is its price.
        await using var host = await CarrierHost.StartAsync(kind);
        var quote = await host.Carrier.QuoteAsync(host.Account, host.Asked(), CancellationToken.None);
        ((GlovoEmulator)host.Emulator).EndQuotes();
        var refused = await Assert.ThrowsAsync<ProviderException>(() => host.Carrier.BookAsync(host.Account, host.Asked(), quote.Id, CancellationToken.None));
        Assert.Equal((ProviderFault.Final, Unserved.QuoteExpired), (refused.Fault, refused.Reason));
        Assert.Empty(host.Depot.Parcels);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Where_nobody_works_nothing_is_booked(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        host.Depot.IsClosed = true;
        var refused = await Assert.ThrowsAsync<ProviderException>(() => host.BookAsync());
        Assert.Equal(ProviderFault.Final, refused.Fault);
        Assert.Contains(refused.Reason, new[] { Unserved.CityClosed, Unserved.CityUnmapped });
        Assert.Empty(host.Depot.Parcels);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Cash_is_taken_exactly_or_not_at_all(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var cents = host.Asked(cash: new Money(97_950, Currency.MAD));
        if (kind.Has("cents")) Assert.Equal(979.5m, host.ParcelOf(await host.BookAsync(cents)).Cash);
        else Assert.Equal(Unserved.CashNotWhole, (await Assert.ThrowsAsync<ProviderException>(() => host.BookAsync(cents))).Reason);

        if (kind.Has("cents")) return;
        Assert.Equal(Unserved.CashTooMuch, (await Assert.ThrowsAsync<ProviderException>(() => host.BookAsync(host.Asked(cash: new Money(500_100, Currency.MAD))))).Reason);
        Assert.Equal(Unserved.Phone, (await Assert.ThrowsAsync<ProviderException>(() => host.BookAsync(host.Asked(phone: "+33612345678")))).Reason);
        Assert.Equal("0612345678", host.ParcelOf(await host.BookAsync(host.Asked("CMD-3-c", cash: new Money(0, Currency.MAD)))).Phone);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Notifications_say_which_parcel_however_often_and_in_whatever_order_they_come(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        await host.Carrier.ListenAsync(host.Account, host.Door, CancellationToken.None);
        await host.Carrier.ListenAsync(host.Account, host.Door, CancellationToken.None);
        if (host.Emulator is SenditEmulator sendit) sendit.Door = host.Door;
        (host.Depot.Faults.Repeat, host.Depot.Faults.IsDisordered, host.Depot.Bell.HoldsNotices) = (2, true, true);
        var (one, other) = (await host.BookAsync(host.Asked("CMD-1-a")), await host.BookAsync(host.Asked("CMD-2-b")));
        await host.Depot.MoveAsync(host.ParcelOf(one), host.Emulator.Road[1]);
        await host.Depot.MoveAsync(host.ParcelOf(other), host.Emulator.Road[1]);

        await host.Depot.Bell.ReleaseAsync();

        await Eventually.TrueAsync(() => host.Notices.Count == 4, "two notifications, each twice");
        Assert.Equal([other.Reference, other.Reference, one.Reference, one.Reference], host.Notices.Select(notice => host.Carrier.Read(notice.Body)));
        Assert.All(host.Notices, notice => Assert.True(host.Carrier.IsAuthentic(notice, host.Account)));
        if (!kind.Has("signature")) return;
        Assert.False(host.Carrier.IsAuthentic(host.Notices[0] with { Header = _ => default }, host.Account));
        Assert.False(host.Carrier.IsAuthentic(host.Notices[0] with { Header = _ => "Bearer guessed" }, host.Account));
        Assert.False(host.Carrier.IsAuthentic(host.Notices[0], host.Emulator.Register("another")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nonsense_is_read_as_nothing(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        foreach (var body in new[] { "", "{", "[]", "null", "{\"data\":7}", "{\"trackingNumber\":{}}", "{\"code\":[]}", "code=DH1" })
            Assert.Null(host.Carrier.Read(Encoding.UTF8.GetBytes(body)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Credentials_are_tried_before_they_are_kept_and_stand_in_no_log(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        await host.Carrier.ProveAsync(host.Account, CancellationToken.None);
        Assert.NotEmpty(await host.Carrier.PickupsAsync(host.Account, CancellationToken.None));
        await host.BookAsync();

        var secret = host.Carrier.Traits.Fields.Single(field => field.IsSecret).Name;
        var wrong = new SellerAccount(host.Account.Fields.SetItem(secret, "wrong"));
        var refused = await Assert.ThrowsAsync<ProviderException>(() => host.Carrier.ProveAsync(wrong, CancellationToken.None));
        Assert.Equal((ProviderFault.Fix, Trouble.AccessExpired), (refused.Fault, refused.Reason));
        Assert.DoesNotContain(host.Account[secret], $"{host.Logged} {refused} {host.Account}", StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Districts_are_read_to_the_last_page(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var zones = await host.Carrier.ZonesAsync(host.Account, CancellationToken.None);
        Assert.Equal(host.Carrier.Traits.HasZones, zones.Count > 0);
        if (host.Carrier.Traits.HasZones) Assert.Contains(zones, zone => zone.Title == "Oujda");
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whether_a_request_may_have_arrived_is_always_said(CarrierUnderTest kind)
    {
        await using var host = await CarrierHost.StartAsync(kind);
        var shipment = await host.BookAsync();

        host.Depot.Faults.ThrottleNext();
        Assert.Equal(ProviderFault.Retry, (await Assert.ThrowsAsync<ProviderException>(() => host.LookAsync(shipment.Reference))).Fault);
        host.Depot.Faults.GarbleNext();
        Assert.Equal(ProviderFault.Retry, (await Assert.ThrowsAsync<ProviderException>(() => host.LookAsync(shipment.Reference))).Fault);
        host.Depot.Faults.BreakNext();
        Assert.Equal(ProviderFault.Retry, (await Assert.ThrowsAsync<ProviderException>(() => host.Carrier.CancelAsync(host.Account, shipment.Reference, CancellationToken.None))).Fault);

        await host.StopAsync();
        var down = await Assert.ThrowsAsync<ProviderException>(() => host.LookAsync(shipment.Reference));
        Assert.Equal((ProviderFault.Retry, Trouble.Unreachable), (down.Fault, down.Reason));
    }
}
