using Platform.Domain.Common;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;
using Platform.Web.Identity;
using Platform.Web.Invoices;

namespace Platform.Tests.Agreement;

/// <summary>Orders, parcels, cash, payments, invoices, shelves and figures tell one story, to the last centime. `./bench agree` asks ten thousand orders.</summary>
public sealed class AgreementTests
{
    [Fact]
    public async Task Whatever_becomes_of_orders_everything_that_counts_their_money_agrees()
    {
        var app = new App();
        await app.InitializeAsync();
        try
        {
            Assert.Empty(await RunAsync(app, orders: 120));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>One shop counts in dirhams and centimes and invoices at the yes, the other in francs and invoices at the door.</summary>
    internal static async Task<List<string>> RunAsync(App app, int orders)
    {
        Trade[] trades =
        [
            new(app, DemoPeople.AtlasSneakers, Currency.MAD, ("stripe", app.Get<StripeEmulator>())),
            new(app, DemoPeople.DakarMode, Currency.XOF, ("flutterwave", app.Get<FlutterwaveEmulator>()), ("wave", app.Get<WaveEmulator>())),
        ];
        await trades[0].OpenAsync(IssueAt.Confirmation, new Dictionary<string, string> { ["ICE"] = "001561191000066", ["IF"] = "1234567", ["TP"] = "12345678" });
        await trades[1].OpenAsync(IssueAt.Delivery, new Dictionary<string, string> { ["NINEA"] = "005234567", ["RCCM"] = "SN-DKR-2020-B-1" });

        await Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) => await trades[n % trades.Length].LiveAsync(n));
        await Rest.OfAsync(app);
        foreach (var trade in trades) await trade.CountCashAsync();
        await Rest.OfAsync(app);

        var found = new List<string>();
        if (await app.TextAsync("select string_agg(reaction || ' ' || coalesce(error, ''), ', ') from todo where parked_at is not null") is { Length: > 0 } parked) found.Add($"given up: {parked}");
        foreach (var trade in trades) found.AddRange(await new Books(app, trade).DisagreementsAsync());
        return found;
    }
}
