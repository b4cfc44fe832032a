using System.Globalization;

namespace Platform.Web.Reports.Charts;

/// <summary>Where values stand in a drawing, as text an SVG reads in every language.</summary>
internal static class ChartScale
{
    /// <summary>The next round number at or above: 1, 2 or 5 times a power of ten.</summary>
    public static long Top(IEnumerable<long> values)
    {
        var most = Math.Max(1, values.DefaultIfEmpty().Max());
        for (var power = 1L; ; power *= 10)
            foreach (var step in (ReadOnlySpan<int>)[1, 2, 5])
                if (step * power >= most) return step * power;
    }

    public static string Text(decimal place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One step of a chart.</summary>
/// <param name="Label">As the table behind says it.</param>
/// <param name="Tick">As it fits under a bar.</param>
public sealed record ChartStep(string Label, string Tick);

/// <summary>A row of values, one for each step.</summary>
/// <param name="Tone">`primary`, `ai`, `muted` …: a colour of the tokens.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<long> Values, string Tone);
