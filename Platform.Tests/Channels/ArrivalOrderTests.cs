using Platform.Web.Channels;

namespace Platform.Tests.Channels;

/// <summary>Providers tell whole seconds: words stay in the order in which they came.</summary>
public sealed class ArrivalOrderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_rush_keeps_its_order()
    {
        var said = Enumerable.Range(0, 60).Select(n => Arrivals.When(Noon.AddSeconds(n / 50), Noon.AddMilliseconds(100 + (n * 20)))).ToList();
        Assert.Equal(said.Order(), said);
    }

    [Fact]
    public void What_comes_hours_late_stands_where_it_was_said() => Assert.Equal(Noon, Arrivals.When(Noon, Noon.AddHours(3)));

    [Fact]
    public void Without_a_time_it_is_of_the_moment_it_came() => Assert.Equal(Noon, Arrivals.When(null, Noon));
}
