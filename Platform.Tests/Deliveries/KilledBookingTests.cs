using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Domain.Deliveries;
using Platform.Integrations.Carriers.Glovo;
using Platform.Tests.Agreement;
using Platform.Web.Deliveries.Carriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Store;

namespace Platform.Tests.Deliveries;

/// <summary>
/// The delivery service has taken the parcel, and the node that asked it is killed before it hears so.
/// The service lives on another node, so that what it took is known.
/// </summary>
public sealed class KilledBookingTests(App app) : IClassFixture<App>, IAsyncLifetime
{
    /// <summary>Who takes over.</summary>
    private readonly TodoWorker heir = ActivatorUtilities.CreateInstance<TodoWorker>(app.Services);

    private GlovoEmulator Glovo => app.Get<GlovoEmulator>();

    [Fact]
    public async Task Whoever_takes_over_finds_what_the_dead_node_had_booked()
    {
        var parcel = await KilledWhileBookingAsync("Sidi Ifni");

        await parcel.IsAsync(DeliveryStage.Assigned);
        Assert.Equal(await TakenAsync(parcel), (await parcel.RowAsync()).Reference);
        Assert.Equal("1", await FactsAsync(parcel, "service_booked"));
    }

    [Fact]
    public async Task What_the_service_does_not_find_again_is_not_booked_anew_and_a_person_is_told_that_nobody_knows()
    {
        Glovo.ForgetsKeys = true;
        try
        {
            var parcel = await KilledWhileBookingAsync("Tan-Tan");
            await Eventually.TrueAsync(async () => await app.TextAsync($"select is_doubted and until is null from carrier_calls where delivery = '{parcel.Delivery.Value}'") is "True", "the next node having asked");
            Assert.Equal((DeliveryStage.Searching, "glovo"), ((await parcel.RowAsync()).Stage, (await parcel.RowAsync()).Sought));
            await TakenAsync(parcel);

            await app.TextAsync($"update mt_events set timestamp = timestamp - interval '2 hours' where stream_id = '{parcel.Delivery.Value}' and type = 'service_asked' returning 1");
            await Eventually.TrueAsync(async () => await parcel.RowAsync() is { Stage: DeliveryStage.Unclaimed, Declined: "glovo", Problem: "doubt" }, "the doubt being said");
            await TakenAsync(parcel);
            Assert.Equal("0", await FactsAsync(parcel, "service_booked"));
        }
        finally
        {
            Glovo.ForgetsKeys = false;
        }
    }

    public Task InitializeAsync() => app.Services.GetServices<IHostedService>().OfType<TodoWorker>().Single().StopAsync(CancellationToken.None);

    public Task DisposeAsync() => heir.StopAsync(CancellationToken.None);

    /// <summary>All work is the second node's, until it dies over it.</summary>
    private async Task<Road.Parcel> KilledWhileBookingAsync(string city)
    {
        await ConnectAsync();
        using var other = await app.StartProcessAsync(DyingNode.EmulatorsOf(app));
        (Glovo.Depot.Faults.Spared, var taken) = (1, Glovo.Depot.Parcels.Count); // The price is named; the booking's answer never comes.
        Glovo.Depot.Faults.HangNext();
        var parcel = await new Road(app, city).OrderAsync();
        await Eventually.TrueAsync(() => Glovo.Depot.Parcels.Count > taken, "the service taking the parcel");

        other.Kill();
        Assert.Equal("0", await FactsAsync(parcel, "service_booked"));
        await app.TextAsync($"update carrier_calls set until = until - interval '{CarrierCalls.Held.TotalSeconds:0} seconds' where delivery = '{parcel.Delivery.Value}' returning 1");
        await heir.StartAsync(CancellationToken.None);
        return parcel;
    }

    private async Task ConnectAsync()
    {
        var accounts = app.Get<CarrierAccounts>();
        if (!(await accounts.ListAsync(Road.Shop)).Exists(row => row.Carrier == "glovo"))
        {
            Assert.Null(await accounts.ConnectAsync(Road.Owner, "glovo", Glovo.Register("atlas").Fields, CancellationToken.None));
            await app.Get<CarrierPlaces>().RefreshAsync((await accounts.FindAsync(Road.Shop, "glovo", CancellationToken.None))!, CancellationToken.None);
        }

        await app.Get<DispatchSettingsDesk>().ChangeAsync(Road.Owner, settings => (settings.Service, settings.AsksService) = ("glovo", true));
    }

    /// <returns>The one parcel the service has of this order.</returns>
    private async Task<string> TakenAsync(Road.Parcel parcel)
    {
        var number = (await parcel.RowAsync()).Number;
        return Assert.Single(Glovo.Depot.Parcels, taken => taken.Ours.StartsWith($"{number}-", StringComparison.Ordinal)).Reference;
    }

    private Task<string> FactsAsync(Road.Parcel parcel, string type) => app.TextAsync($"select count(*) from mt_events where stream_id = '{parcel.Delivery.Value}' and type = '{type}'");
}
