using Platform.Tests.Agreement;

namespace Platform.Tests.Benchmarks;

/// <summary>What the test does once, ten times a round, each time with another node and at another moment.</summary>
internal static class DyingBenchmark
{
    public static async Task RunAsync(Length length)
    {
        var app = new App();
        await app.InitializeAsync();
        var (deaths, wrong) = (10 * length.Rounds, 0);
        for (var death = 1; death <= deaths; death++)
            foreach (var what in await DyingNode.RoundAsync(app, death))
                Console.WriteLine($"death {death}: {what} (wrong number {++wrong})");

        Console.WriteLine($"dying, {deaths} nodes killed in a rush: {wrong} things lost or done twice; aim 0: {(wrong == 0 ? "reached" : "MISSED")}");
        await app.DisposeAsync();
    }
}
