using System.Net;
using System.Net.Http.Json;
using Platform.Domain.Deliveries;
using Platform.Domain.Orders;
using Platform.Integrations.Carriers.Emulation;
using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;
using Platform.Web.Deliveries;
using Platform.Web.Deliveries.Carriers;
using Platform.Web.Deliveries.Dispatch;

namespace Platform.Tests.Deliveries;

/// <summary>Delivery services in the whole app: nobody is left, the service is asked, and its words bring the parcel to the door.</summary>
public sealed class ServiceTests(App app) : IClassFixture<App>
{
    private GlovoEmulator Glovo => app.Get<GlovoEmulator>();

    [Fact]
    public async Task What_no_courier_takes_the_service_brings_and_its_cash_is_to_reconcile()
    {
        var parcel = await NobodyLeftAsync("Berkane");
        await parcel.IsAsync(DeliveryStage.Assigned);
        var booked = await BookedAsync(parcel);
        Assert.Equal((979m, "CREATED"), (booked.Cash, booked.Word));
        Assert.StartsWith((await parcel.RowAsync()).Number, booked.Ours, StringComparison.Ordinal);
        await parcel.CustomerHearsAsync("part avec notre transporteur");

        await Glovo.Depot.MoveAsync(booked, "ACCEPTED");
        await Eventually.TrueAsync(async () => (await parcel.RowAsync()) is { ServiceCourier: "Brahim", Raw: "ACCEPTED" }, "Glovo's courier by name");
        await Glovo.Depot.MoveAsync(booked, "PICKED");
        await parcel.OrderIsAsync(OrderStatus.InDelivery);
        await parcel.CustomerHearsAsync("Brahim est en route");
        await Glovo.Depot.MoveAsync(booked, "DELIVERED");

        await parcel.IsAsync(DeliveryStage.Delivered);
        await parcel.OrderIsAsync(OrderStatus.Delivered);
        await parcel.CustomerHearsAsync("est livrée");
        var account = (await app.Get<CarrierAccounts>().ListAsync(Road.Shop)).First(row => row.Carrier == "glovo");
        await Eventually.EqualAsync("97900", () => app.TextAsync($"select coalesce(sum(amount), 0) from till_lines where courier = '{account.Id}' and delivery = '{parcel.Delivery.Value}'"));
        await Eventually.EqualAsync("97900", () => app.TextAsync($"select paid from orders where id = '{parcel.Order.Value}'"));
    }

    [Fact]
    public async Task What_was_promised_for_tomorrow_is_fetched_tomorrow()
    {
        await ConnectAsync();
        var tomorrow = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2);
        var booked = await BookedAsync(await new Road(app, "Sefrou").OrderAsync(date: tomorrow, slot: "16h-19h"));
        Assert.StartsWith($"{tomorrow:yyyy-MM-dd}T1", booked.FetchAt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubled_and_disordered_news_move_it_forwards_only_and_new_words_are_kept()
    {
        var parcel = await NobodyLeftAsync("Taza");
        var booked = await BookedAsync(parcel);
        (Glovo.Depot.Faults.Repeat, Glovo.Depot.Faults.IsDisordered, Glovo.Depot.Bell.HoldsNotices) = (3, true, true);
        try
        {
            foreach (var word in new[] { "ACCEPTED", "PICKED", "EN_ORBITE" }) await Glovo.Depot.MoveAsync(booked, word);
        }
        finally
        {
            Glovo.Depot.Bell.HoldsNotices = false;
            await Glovo.Depot.Bell.ReleaseAsync();
            (Glovo.Depot.Faults.Repeat, Glovo.Depot.Faults.IsDisordered) = (1, false);
        }

        await Eventually.TrueAsync(async () => (await parcel.RowAsync()).Raw == "EN_ORBITE", "the word nobody knows");
        Assert.Equal(DeliveryStage.Assigned, (await parcel.RowAsync()).Stage);
        await Glovo.Depot.MoveAsync(booked, "DELIVERED");
        await parcel.IsAsync(DeliveryStage.Delivered);
        Assert.Equal("1", await app.TextAsync($"select count(*) from mt_events where stream_id = '{parcel.Delivery.Value}' and type = 'parcel_delivered'"));
    }

    [Fact]
    public async Task A_booking_whose_answer_was_lost_is_found_again()
    {
        await ConnectAsync();
        Glovo.Depot.Faults.Spared = 1; // The price arrives; the booking's answer does not.
        Glovo.Depot.Faults.BreakNext();
        var parcel = await new Road(app, "Guercif").OrderAsync();

        await parcel.IsAsync(DeliveryStage.Assigned);
        var ours = (await BookedAsync(parcel)).Ours;
        Assert.Single(Glovo.Depot.Parcels, one => one.Ours == ours);
    }

    [Fact]
    public async Task One_that_forgot_what_it_booked_says_so_by_its_next_news()
    {
        await ConnectAsync();
        (Glovo.ForgetsKeys, Glovo.Depot.Faults.Spared) = (true, 1);
        Glovo.Depot.Faults.BreakNext();
        try
        {
            var before = Glovo.Depot.Parcels.Count;
            var parcel = await new Road(app, "Midelt").OrderAsync();
            await Eventually.TrueAsync(() => Glovo.Depot.Parcels.Count > before, "a parcel nobody heard of");
            await Glovo.Depot.MoveAsync(Glovo.Depot.Parcels[0], "ACCEPTED");

            await parcel.IsAsync(DeliveryStage.Assigned);
            Assert.Equal(Glovo.Depot.Parcels[0].Reference, (await parcel.RowAsync()).Reference);
            Assert.Equal(before + 1, Glovo.Depot.Parcels.Count);
        }
        finally
        {
            Glovo.ForgetsKeys = false;
        }
    }

    [Fact]
    public async Task One_that_does_not_come_leaves_the_choice_to_the_team_which_is_told()
    {
        var parcel = await NobodyLeftAsync("Lune");
        await Eventually.TrueAsync(async () => await app.Get<DeliveryQueries>().FindAsync(Road.Shop, parcel.Delivery) is { Declined: "glovo", Problem: "area" }, "Glovo's refusal");

        var row = await parcel.RowAsync();
        Assert.Equal(DeliveryStage.Unclaimed, row.Stage);
        await Eventually.EqualAsync($"livraisons#{row.Id}", () => app.TextAsync($"select string_agg(href, ' ') from team_notices where kind = 'NoCourier' and words[2] = '{row.Number}'"));
        Assert.Equal("True", await app.TextAsync($"select count(*) > 0 from notice_sends s join team_notices n on n.id = s.notice where n.href = 'livraisons#{row.Id}' and s.way = 'Email'"));
    }

    [Fact]
    public async Task Called_back_in_time_it_is_anybodys_again_and_called_off_with_the_order_nobody_comes()
    {
        var (recalled, cancelled) = (await NobodyLeftAsync("Azrou"), await NobodyLeftAsync("Ifrane"));
        var (one, other) = (await BookedAsync(recalled), await BookedAsync(cancelled));

        Assert.Null((await app.Get<Platform.Web.Store.Streams>().HandleAsync(recalled.Delivery, new RecallService(new(Road.Owner.Id!.Value)), Road.Owner)).Refusal);
        await recalled.IsAsync(DeliveryStage.Unclaimed);
        Assert.Equal("CANCELLED", one.Word);

        await app.Get<Platform.Web.Store.Streams>().HandleAsync(cancelled.Order, new CancelOrder("client"), Road.Owner);
        await Eventually.TrueAsync(() => other.Word == "CANCELLED", "nobody coming for a cancelled order");
        await cancelled.IsAsync(DeliveryStage.Cancelled);
    }

    [Fact]
    public async Task An_order_that_is_cancelled_while_the_service_is_asked_brings_nobody()
    {
        await ConnectAsync();
        Glovo.Depot.Faults.Delay = TimeSpan.FromSeconds(1);
        try
        {
            var parcel = await new Road(app, "Youssoufia").OrderAsync();
            await Eventually.TrueAsync(async () => (await app.Get<DeliveryQueries>().FindAsync(Road.Shop, parcel.Delivery))?.Sought is not null, "Glovo being asked");
            await app.Get<Platform.Web.Store.Streams>().HandleAsync(parcel.Order, new CancelOrder("client"), Road.Owner);
            await parcel.IsAsync(DeliveryStage.Cancelled);
            await Eventually.TrueAsync(async () => (await parcel.RowAsync()).Reference is { } booked && Glovo.Depot.Find(booked, "atlas")?.Word == "CANCELLED", "what was booked being called back");
            Assert.Equal(DeliveryStage.Cancelled, (await parcel.RowAsync()).Stage);
        }
        finally
        {
            Glovo.Depot.Faults.Delay = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task One_that_says_nothing_is_asked()
    {
        var parcel = await NobodyLeftAsync("Settat");
        var booked = await BookedAsync(parcel);
        Glovo.Depot.Bell.HoldsNotices = true;
        try
        {
            await Glovo.Depot.MoveAsync(booked, "PICKED");
            await app.TextAsync($"update order_deliveries set changed_at = now() - interval '5 minutes' where id = '{parcel.Delivery.Value}' returning 1");
            await app.Get<DueShipments>().AskAsync(CancellationToken.None);
            await app.Get<DueShipments>().AskAsync(CancellationToken.None);
            await parcel.IsAsync(DeliveryStage.OnTheWay);
        }
        finally
        {
            Glovo.Depot.Bell.HoldsNotices = false;
        }
    }

    [Fact]
    public async Task Whoever_does_not_know_the_secret_is_not_heard()
    {
        var parcel = await NobodyLeftAsync("Tiflet");
        var booked = await BookedAsync(parcel);
        var account = (await app.Get<CarrierAccounts>().ListAsync(Road.Shop)).First(row => row.Carrier == "glovo");
        var door = app.Get<DeliveryLinks>().CarrierDoorOf("glovo", Road.Shop, account.Id).AbsolutePath;
        using var client = app.Client();
        var news = new { trackingNumber = booked.Reference, status = "DELIVERED" };

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync(door, news)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync(door[..^1] + (door[^1] is 'A' ? 'B' : 'A'), news)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync(door.Replace("/glovo/", "/sendit/", StringComparison.Ordinal), news)).StatusCode);
        Assert.Equal(DeliveryStage.Assigned, (await parcel.RowAsync()).Stage);
    }

    [Fact]
    public async Task Of_two_nodes_one_books()
    {
        await ConnectAsync();
        await using var other = await app.StartNodeAsync(("GLOVO_API_URL", new Uri(app.Address, GlovoEmulator.Path).ToString()));
        var parcels = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => new Road(app, "Bouznika").OrderAsync()));
        foreach (var parcel in parcels)
        {
            var booked = await BookedAsync(parcel);
            Assert.Single(Glovo.Depot.Parcels, one => one.Ours == booked.Ours);
        }
    }

    [Fact]
    public async Task One_node_at_a_time_talks_about_a_booking_and_one_that_died_is_waited_for()
    {
        var (calls, booking, delivery, account) = (app.Get<CarrierCalls>(), new BookingId(Guid.CreateVersion7()), new DeliveryId(Guid.CreateVersion7()), Guid.CreateVersion7());
        Task<CarrierCalls.Call?> BeginAsync() => calls.BeginAsync(Road.Shop, booking, delivery, account, "CMD-9-abcdef", CancellationToken.None);

        Assert.Equal(new(IsDoubted: false), await BeginAsync());
        Assert.Null(await BeginAsync());
        await calls.EndAsync(Road.Shop, booking, isDoubted: false);
        Assert.Equal(new(IsDoubted: false), await BeginAsync());
        await app.TextAsync($"update carrier_calls set until = until - interval '{CarrierCalls.Held.TotalSeconds:0} seconds' where booking = '{booking.Value}' returning 1");
        Assert.Equal(new(IsDoubted: true), await BeginAsync());
        await calls.EndAsync(Road.Shop, booking, isDoubted: false);
        Assert.Equal(new(IsDoubted: true), await BeginAsync());
        Assert.Equal((delivery, booking), await calls.WhoseAsync(Road.Shop, account, "CMD-9-abcdef", CancellationToken.None));
    }

    [Fact]
    public async Task A_city_that_is_not_matched_is_never_entrusted_and_once_it_is_the_parcel_goes()
    {
        var sendit = app.Get<SenditEmulator>();
        var account = await app.Get<CarrierAccounts>().ConnectAsync(Road.Owner, "sendit", sendit.Register("atlas").Fields, CancellationToken.None);
        Assert.Null(account);
        var with = (await app.Get<CarrierAccounts>().FindAsync(Road.Shop, "sendit", CancellationToken.None))!;
        await app.Get<CarrierPlaces>().RefreshAsync(with, CancellationToken.None);
        await app.Get<CarrierAccounts>().FetchFromAsync(Road.Owner, with.Row.Id, "1");

        var road = new Road(app, "Wajda");
        await ConnectAsync(asksByItself: false);
        var parcel = await road.OrderAsync();
        await parcel.IsAsync(DeliveryStage.Unclaimed);
        await AskAsync(parcel, "sendit");
        await Eventually.TrueAsync(async () => (await parcel.RowAsync()) is { Declined: "sendit", Problem: "city_unmapped" }, "the sentence about the city");

        Assert.Contains(await app.Get<CarrierPlaces>().MatchesAsync(Road.Shop, with.Row.Id), match => match is { City: "Wajda", Place: null });
        await app.Get<CarrierPlaces>().SaveAsync(Road.Owner, with.Row.Id, new Dictionary<string, string> { ["Wajda"] = "55" });
        await AskAsync(parcel, "sendit");
        await parcel.IsAsync(DeliveryStage.Assigned);
        var booked = Assert.Single(sendit.Depot.Parcels);
        Assert.Equal(("Oujda", 979m), (booked.Zone, booked.Cash));
        Assert.NotNull((await parcel.RowAsync()).Label);
    }

    private async Task<Road.Parcel> NobodyLeftAsync(string city)
    {
        await ConnectAsync();
        return await new Road(app, city).OrderAsync();
    }

    private async Task ConnectAsync(bool asksByItself = true)
    {
        var accounts = app.Get<CarrierAccounts>();
        if (!(await accounts.ListAsync(Road.Shop)).Exists(row => row.Carrier == "glovo"))
        {
            Assert.Null(await accounts.ConnectAsync(Road.Owner, "glovo", Glovo.Register("atlas").Fields, CancellationToken.None));
            await app.Get<CarrierPlaces>().RefreshAsync((await accounts.FindAsync(Road.Shop, "glovo", CancellationToken.None))!, CancellationToken.None);
        }

        await app.Get<DispatchSettingsDesk>().ChangeAsync(Road.Owner, settings => (settings.Service, settings.AsksService) = ("glovo", asksByItself));
    }

    private async Task AskAsync(Road.Parcel parcel, string service) =>
        Assert.Null((await app.Get<Platform.Web.Store.Streams>().HandleAsync(parcel.Delivery, new AskService(new(Guid.CreateVersion7()), service, new(Road.Owner.Id!.Value)), Road.Owner)).Refusal);

    private async Task<EmulatedParcel> BookedAsync(Road.Parcel parcel)
    {
        await parcel.IsAsync(DeliveryStage.Assigned);
        var reference = (await parcel.RowAsync()).Reference!;
        return Glovo.Depot.Find(reference, "atlas") ?? throw new InvalidOperationException("not in Glovo's books");
    }
}
