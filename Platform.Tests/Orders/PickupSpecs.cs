using System.Collections.Immutable;
using System.Globalization;
using Platform.Domain.Orders;

namespace Platform.Tests.Orders;

/// <summary>Which pick-up a parcel has to be ready for.</summary>
public sealed class PickupSpecs
{
    private static readonly PickupSchedule Schedule = new(ImmutableSortedDictionary<DayOfWeek, ImmutableArray<TimeOnly>>.Empty.Add(DayOfWeek.Monday, [new(9, 30), new(13, 0), new(16, 0)]));

    [Theory]
    [InlineData("14h-18h", "00:00", "13:00")]
    [InlineData("16h30-19h", "00:00", "16:00")]
    [InlineData("8h-10h", "00:00", "09:30")]
    [InlineData(null, "00:00", "09:30")]
    [InlineData(null, "10:00", "13:00")]
    [InlineData("14h-18h", "13:30", "16:00")]
    [InlineData(null, "18:00", "16:00")]
    public void It_goes_with_the_last_one_before_the_customer_waits(string? slot, string now, string at) =>
        Assert.Equal(TimeOnly.Parse(at, CultureInfo.InvariantCulture), Schedule.For(slot, DayOfWeek.Monday, TimeOnly.Parse(now, CultureInfo.InvariantCulture)));

    [Fact]
    public void On_a_day_when_nobody_comes_there_is_none() => Assert.Null(Schedule.For("14h-18h", DayOfWeek.Sunday, default));

    [Theory]
    [InlineData("10h-14h", "10:00")]
    [InlineData("9–12 h", "09:00")]
    [InlineData("14:30 à 18:00", "14:30")]
    [InlineData("entre 16h30 et 18h", "16:30")]
    [InlineData("demain matin", null)]
    [InlineData("99", null)]
    [InlineData(null, null)]
    public void Hours_are_read_as_people_write_them(string? slot, string? begins) =>
        Assert.Equal(begins, PickupSchedule.Begins(slot)?.ToString("HH:mm", CultureInfo.InvariantCulture));
}
