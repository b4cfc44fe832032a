using System.Diagnostics;
using System.Globalization;
using Platform.Tests.Channels;
using Platform.Web.Live;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// What else a server has to do: two hundred inboxes of another shop that nobody touches, and a hundred messages a second
/// from other customers of the shop that is watched.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    public const int Tabs = 200;
    public const int PerSecond = 100;
    private const int Lines = 4, Customers = 40;

    private readonly App app;
    private readonly Browser browser = new() { IsWhole = true, Arguments = ["--renderer-process-limit=4"] };
    private readonly CancellationTokenSource over = new();
    private readonly Stopwatch since = new();
    private Browser.Person? idle;
    private Task writing = Task.CompletedTask;
    private int written;

    private Crowd(App app) => this.app = app;

    /// <summary>How many messages a second there really were.</summary>
    public double Pace => written / since.Elapsed.TotalSeconds;

    public static async Task<Crowd> GatherAsync(App app)
    {
        var crowd = new Crowd(app);
        await crowd.browser.InitializeAsync();
        crowd.idle = await crowd.browser.OpenAsync(app.Address);
        await crowd.idle.SignInAsync("dakar@relais.demo");
        var (live, before) = (app.Get<LiveUpdates>(), app.Get<LiveUpdates>().Watchers);
        for (var i = 0; i < Tabs; i++) await (await crowd.idle.Page.Context.NewPageAsync()).GotoAsync("/inbox");
        await Eventually.TrueAsync(() => live.Watchers >= before + Tabs, $"{Tabs} inboxes are watching");

        crowd.since.Start();
        crowd.writing = Task.WhenAll(Enumerable.Range(0, Lines).Select(crowd.WriteAsync));
        return crowd;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await writing;
        if (idle is not null) await idle.DisposeAsync();
        await browser.DisposeAsync();
        over.Dispose();
    }

    private async Task WriteAsync(int line)
    {
        using var provider = await WebhookLine.OpenAsync(app.Address);
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds((double)Lines / PerSecond));
        try
        {
            for (var n = 0; await beat.WaitForNextTickAsync(over.Token); n++)
            {
                var customer = 1 + (line + Lines * n) % Customers;
                var phone = (long.Parse(BusyShop.Customer, CultureInfo.InvariantCulture) + customer).ToString(CultureInfo.InvariantCulture);
                await provider.PostAsync(WebhookLine.Request(app.Address, MetaWebhook.Message($"wamid.crowd.{line}.{n}", phone, $"Et la taille {36 + n % 10} ?", $"Client {customer}")));
                Interlocked.Increment(ref written);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Everybody has gone home.
        }
    }
}
