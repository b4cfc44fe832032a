using Platform.Web.Reports;

namespace Platform.Tests.Reports;

public sealed class GrowthTests
{
    [Theory]
    [InlineData(47, 3, 3, GrowthWay.Beside, 1)]
    [InlineData(1, 9, 9, GrowthWay.Beside, -1)]
    [InlineData(12, 10, 10, GrowthWay.Percent, 1)]
    [InlineData(29, 10, 10, GrowthWay.Percent, 1)]
    [InlineData(30, 10, 10, GrowthWay.Times, 1)]
    [InlineData(0, 40, 40, GrowthWay.Percent, -1)]
    [InlineData(40, 40, 40, GrowthWay.Percent, 0)]
    public void Few_things_are_set_side_by_side_and_many_times_as_much_is_called_so(int now, int before, int things, GrowthWay way, int direction)
    {
        var growth = Growth.Of(now, before, "so many", things);

        Assert.Equal((way, direction), (growth!.Way, growth.Direction));
    }

    [Fact]
    public void Money_is_judged_by_the_orders_it_came_from()
    {
        Assert.Equal(GrowthWay.Beside, Growth.Of(1_254_000, 80_000, "800 MAD", things: 2)!.Way);
        Assert.Equal(25, Growth.Of(1_000_000, 800_000, "8 000 MAD", things: 20)!.Percent);
    }

    [Theory]
    [InlineData(12, 0)]
    [InlineData(12, null)]
    [InlineData(null, 12)]
    public void Against_nothing_there_is_nothing_to_say(int? now, int? before) => Assert.Null(Growth.Of(now, before, "0", things: 0));
}
