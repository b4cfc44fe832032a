using Microsoft.Playwright;
using Platform.Tests.Benchmarks.Floor;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// How much of the server's managed memory one more open inbox holds, the list and the thread as they open, in a tab of Chromium.
/// Against one more circuit of an empty page.
/// </summary>
internal static class CircuitBenchmark
{
    private const int Tabs = 20;

    public static async Task RunAsync(Length length)
    {
        var (app, browser) = (new App(), new Browser { IsWhole = true });
        await app.InitializeAsync();
        await browser.InitializeAsync();
        var thread = await BusyShop.FillAsync(app);
        using (var client = app.Client())
        await using (var floor = await FloorHost.StartAsync(client))
            await new Duel("circuit", "an empty circuit", "kB", Aim: 4, LessIsBetter: true).RunAsync(
                length with { Rounds = Math.Min(length.Rounds, 6) },
                () => HeldAsync(browser, app.Address, page => BusyShop.OpenAsync(page, thread)),
                () => HeldAsync(browser, floor.Address, EmptyAsync));

        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    /// <summary>Kilobytes per tab. A tab that goes to an empty page tells the server to let go of its circuit, so that rounds do not add up.</summary>
    private static async Task<double> HeldAsync(Browser browser, Uri address, Func<IPage, Task<IPage>> openAsync)
    {
        await using var person = await browser.OpenAsync(address);
        await openAsync(person.Page); // Signing in and the first circuit are not counted.

        var before = await SettledAsync();
        for (var i = 0; i < Tabs; i++) await openAsync(await person.Page.Context.NewPageAsync());
        var held = (await SettledAsync() - before) / 1024.0 / Tabs;
        foreach (var page in person.Page.Context.Pages) await page.GotoAsync("about:blank");
        return held;
    }

    private static async Task<IPage> EmptyAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByText("ready").WaitForAsync();
        return page;
    }

    /// <summary>What is left when nothing more is let go of.</summary>
    private static async Task<long> SettledAsync()
    {
        for (var held = long.MaxValue; ; await Task.Delay(300))
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            var now = GC.GetTotalMemory(forceFullCollection: true);
            if (now > held - 20_000) return Math.Min(now, held);
            held = now;
        }
    }
}
