using System.Diagnostics;
using Platform.Tests.Channels;

namespace Platform.Tests.Benchmarks;

/// <summary>What the tests do thirty times, a thousand times.</summary>
internal static class Torture
{
    private const int AtOnce = 4;

    public static async Task RunAsync(Length length)
    {
        var rounds = 200 * length.Rounds;
        var app = new App();
        await app.InitializeAsync();
        using (var client = app.Client())
        {
            var watch = Stopwatch.StartNew();
            await Parallel.ForEachAsync(Enumerable.Range(0, rounds), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (round, _) => await SixAtOnce.PostAsync(client, round));
            var acknowledged = watch.Elapsed;
            await SixAtOnce.ReadAsync(app);

            var wrong = 0;
            for (var round = 0; round < rounds; round++)
                if (await SixAtOnce.OutcomeAsync(app, round) is var outcome && outcome != SixAtOnce.Expected)
                    Console.WriteLine($"round {round}: {outcome} (wrong number {++wrong})");

            Console.WriteLine($"torture: {rounds - wrong} of {rounds} rounds came out as {SixAtOnce.Expected}; acknowledged in {acknowledged.TotalSeconds:0.0} s, read in {watch.Elapsed.TotalSeconds:0.0} s");
        }

        await app.DisposeAsync();
    }
}
