using System.Globalization;

namespace Platform.Tests.Benchmarks;

/// <summary>Both sides take turns in one run, so that whatever else the machine does falls on both. What counts is the ratio of each round.</summary>
internal sealed record Duel(string Name, string Yardstick, string Unit, double Aim, bool LessIsBetter = false)
{
    private const double RestlessSpread = 0.15;

    public async Task<(double Ours, double Theirs)> RunAsync(Length length, Func<Task<double>> ours, Func<Task<double>> theirs)
    {
        await ours(); // Warm-up: code is compiled, plans and caches are made.
        await theirs();

        var rounds = new List<(double Ours, double Theirs)>();
        for (var i = 0; i < length.Rounds; i++) rounds.Add((await ours(), await theirs()));
        return Report(rounds);
    }

    public (double Ours, double Theirs) Report(IReadOnlyList<(double Ours, double Theirs)> rounds)
    {
        var ratios = rounds.Select(round => round.Ours / round.Theirs).Order().ToArray();
        var (ratio, ourMedian, theirMedian) = (Median(ratios), Median(rounds.Select(r => r.Ours)), Median(rounds.Select(r => r.Theirs)));
        var restless = (ratios[^1] - ratios[0]) / ratio > 2 * RestlessSpread ? "; the spread is wide, measure again on a quiet machine" : "";

        Console.WriteLine(
            $"{Name}: {ratio:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00}, {rounds.Count} rounds) of {Yardstick}; "
            + $"{Said(ourMedian)} against {Said(theirMedian)} {Unit}; aim {(LessIsBetter ? "≤" : "≥")} {Aim:0.0#}: {(IsReached(ratio) ? "reached" : "MISSED")}{restless}");
        return (ourMedian, theirMedian);
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    public static double Percentile(IEnumerable<double> values, double percent)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percent / 100))];
    }

    private bool IsReached(double ratio) => LessIsBetter ? ratio <= Aim : ratio >= Aim;
    private static string Said(double value) => value >= 100 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("0.0", CultureInfo.InvariantCulture);
}
