namespace Platform.Web.Reports;

/// <summary>A figure against the one of the period before, said as a person would say it.</summary>
/// <param name="Said">The earlier figure as it is shown.</param>
/// <param name="Things">How many single things the earlier figure is made of.</param>
public sealed record Growth(decimal Now, decimal Before, string Said, long Things)
{
    /// <summary>Of fewer, a percentage tells of chance more than of the shop.</summary>
    public const int EnoughThings = 10;

    private const decimal ManyTimes = 3;

    /// <summary>As it is shown: what rounds to nothing has not moved.</summary>
    public int Direction => Way is GrowthWay.Percent ? Math.Sign(Percent) : Now.CompareTo(Before);

    public decimal Times => Now / Before;
    public decimal Percent => Math.Round(100 * (Now - Before) / Before);

    public GrowthWay Way => this switch
    {
        { Things: < EnoughThings } => GrowthWay.Beside,
        _ when Times >= ManyTimes => GrowthWay.Times,
        _ => GrowthWay.Percent,
    };

    /// <summary>Against nothing, nothing has grown.</summary>
    public static Growth? Of(decimal? now, decimal? before, string? said, long things) =>
        (now, before, said) is ({ } here, { } then and > 0, { } word) ? new(here, then, word, things) : null;
}

/// <summary>In percent, so many times as much, or only what it was before.</summary>
public enum GrowthWay
{
    Percent,
    Times,
    Beside,
}
