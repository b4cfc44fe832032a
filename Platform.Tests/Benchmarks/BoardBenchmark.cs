using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Identity;
using Platform.Web.Orders.Board;
using Platform.Web.Store;

namespace Platform.Tests.Benchmarks;

/// <summary>How long it takes from the address to a board one can work on, with 5,000 open orders against 100.</summary>
internal static class BoardBenchmark
{
    private const int Many = 5_000, Few = 100;
    private static readonly OrderStatus[] Open = [OrderStatus.Pending, OrderStatus.Confirmed, OrderStatus.Preparing, OrderStatus.Ready, OrderStatus.InDelivery];

    public static async Task RunAsync(Length length)
    {
        var (busy, calm, browser) = (new App(), new App(), new Browser { IsWhole = true });
        await Task.WhenAll(busy.InitializeAsync(), calm.InitializeAsync(), browser.InitializeAsync());
        await FillAsync(busy, Many);
        await FillAsync(calm, Few);

        await using (var atBusy = await browser.OpenAsync(busy.Address))
        await using (var atCalm = await browser.OpenAsync(calm.Address))
        {
            await atBusy.SignInAsync("agent@relais.demo");
            await atCalm.SignInAsync("agent@relais.demo");
            await new Duel("board", $"the board with {Few} orders", "ms", Aim: 1.5, LessIsBetter: true).RunAsync(length, () => OpenAsync(atBusy.Page), () => OpenAsync(atCalm.Page));
        }

        await browser.DisposeAsync();
        await busy.DisposeAsync();
        await calm.DisposeAsync();
    }

    /// <summary>The median of some openings, in milliseconds.</summary>
    private static async Task<double> OpenAsync(IPage page)
    {
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await page.GotoAsync("about:blank");
            var watch = Stopwatch.StartNew();
            await page.GotoAsync("/commandes/tableau");
            await page.Locator($"[data-keys=on] [data-status={Open[^1]}] [data-order]").Nth(BoardQueries.PageSize - 1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return Duel.Median(times);
    }

    private static async Task FillAsync(App app, int count)
    {
        var (shop, streams) = (DemoPeople.AtlasSneakers, app.Get<Streams>());
        var awa = new Actor(shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, ct) =>
        {
            var customer = new ContactId(Guid.CreateVersion7());
            var line = new OrderLine(new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()), "Samba OG", "38", "Blanc", null, 1, Money.Of(949, Currency.MAD));
            await streams.HandleAsync(new OrderId(Guid.CreateVersion7()), new PlaceOrder(
                string.Create(CultureInfo.InvariantCulture, $"B-{n}"), customer, OrderSource.Chat, null, [line], Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD),
                new(new(customer.Value, $"Client {n}"), null, "Casablanca", null, null, null, "10h-14h"), null, IsAccepted: false), awa, ct);
        });

        // What is measured is reading; the states are spread without laying five thousand parcels together.
        await app.TextAsync($"""
            update orders set status = ('{"{"}{string.Join(',', Open)}{"}"}'::text[])[1 + (substring(number from 3)::int % {Open.Length})] where number like 'B-%'
            """);
        await app.TextAsync("vacuum analyze orders");
    }
}
