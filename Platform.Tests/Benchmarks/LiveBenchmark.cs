using System.Globalization;
using Platform.Tests.Benchmarks.Floor;
using Platform.Tests.Channels;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// From a customer's webhook until the words stand in the thread another person has open in Chromium: signed, durable, read into the conversation,
/// pushed, rendered. Against the same browser's page that shows nothing but a text the server pushes from memory.
/// Once while nothing else goes on, once in a <see cref="Crowd"/>.
/// </summary>
internal static class LiveBenchmark
{
    private const int Beats = 60;

    public static async Task RunAsync(Length length)
    {
        var (app, browser) = (new App(), new Browser { IsWhole = true });
        await app.InitializeAsync();
        await browser.InitializeAsync();
        using (var client = app.Client())
        await using (var floor = await FloorHost.StartAsync(client))
        await using (var awa = await browser.OpenAsync(app.Address))
        await using (var nobody = await browser.OpenAsync(floor.Address))
        {
            var screens = await SitAsync(app, awa, nobody, floor);
            await MeasureAsync("live", length, screens);

            await using var crowd = await Crowd.GatherAsync(app);
            await MeasureAsync($"live among {Crowd.Tabs} idle circuits and {Crowd.PerSecond} messages a second", length, screens);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the crowd wrote {crowd.Pace:0} messages a second"));
        }

        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    /// <summary>How long a text takes onto each of the two screens.</summary>
    private sealed record Screens(Func<string, Task<double>> OurAsync, Func<string, Task<double>> TheirAsync);

    private static async Task<Screens> SitAsync(App app, Browser.Person awa, Browser.Person nobody, FloorHost floor)
    {
        var inbox = await Watcher.SitAsync(await BusyShop.OpenAsync(awa.Page, await BusyShop.FillAsync(app)));
        await nobody.Page.GotoAsync("/");
        await nobody.Page.GetByText("ready").WaitForAsync();
        var empty = await Watcher.SitAsync(nobody.Page);

        var line = await WebhookLine.OpenAsync(app.Address);
        return new(
            text =>
            {
                var request = WebhookLine.Request(app.Address, MetaWebhook.Message($"wamid.{text}", BusyShop.Customer, text, "Client 0"));
                return inbox.UntilSeenAsync(text, () => line.PostAsync(request));
            },
            text => empty.UntilSeenAsync(text, () =>
            {
                floor.Pulse.Push(text);
                return Task.CompletedTask;
            }));
    }

    private static async Task MeasureAsync(string what, Length length, Screens screens)
    {
        var (ours, theirs) = (new List<List<double>>(), new List<List<double>>());
        for (var round = 0; round <= length.Rounds; round++)
        {
            ours.Add(await BeatAsync(what.Length, round, screens.OurAsync));
            theirs.Add(await BeatAsync(what.Length, round, screens.TheirAsync));
        }

        // The first round warms up.
        Report($"{what}, median", 50, aim: 2, ours[1..], theirs[1..]);
        Report($"{what}, 99th percentile", 99, aim: 4, ours[1..], theirs[1..]);
    }

    private static async Task<List<double>> BeatAsync(int series, int round, Func<string, Task<double>> showAsync)
    {
        var waits = new List<double>(Beats);
        for (var i = 0; i < Beats; i++)
        {
            waits.Add(await showAsync($"beat-{series}{round}{i:000}"));
            await Task.Delay(20 + i * 7 % 30); // People do not write in step with our timers.
        }

        return waits;
    }

    private static void Report(string what, int percent, double aim, List<List<double>> ours, List<List<double>> theirs) =>
        new Duel(what, "a push to an empty page", "ms", aim, LessIsBetter: true).Report(
            [.. ours.Zip(theirs, (our, their) => (Duel.Percentile(our, percent), Duel.Percentile(their, percent)))]);
}
