using System.Diagnostics;
using System.Globalization;
using Platform.Tests.Agreement;

namespace Platform.Tests.Benchmarks;

/// <summary>What the test asks of a hundred orders, asked of two thousand a round.</summary>
internal static class AgreeBenchmark
{
    public static async Task RunAsync(Length length)
    {
        var orders = 2_000 * length.Rounds;
        var app = new App();
        await app.InitializeAsync();
        var watch = Stopwatch.StartNew();
        var wrong = await AgreementTests.RunAsync(app, orders);
        foreach (var disagreement in wrong) Console.WriteLine(disagreement);

        var facts = await app.TextAsync("select count(*) || ' facts, ' || (select count(*) from payments) || ' payments, ' || (select count(*) from invoices) || ' papers' from mt_events");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"agree, {orders:N0} orders: {facts} in {watch.Elapsed.TotalSeconds:0} s; {wrong.Count} disagreements; aim 0: {(wrong is [] ? "reached" : "MISSED")}"));
        await app.DisposeAsync();
    }
}
