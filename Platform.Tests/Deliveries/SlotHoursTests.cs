using Platform.Domain.Common;

namespace Platform.Tests.Deliveries;

public sealed class SlotHoursTests
{
    [Theory]
    [InlineData("10h-13h", 10, 0, 13, 0)]
    [InlineData("14:30 - 17:00", 14, 30, 17, 0)]
    [InlineData("18h à 20h30", 18, 0, 20, 30)]
    [InlineData("9-12", 9, 0, 12, 0)]
    public void Hours_are_read_as_sellers_write_them(string slot, int from, int fromMinute, int until, int untilMinute) =>
        Assert.Equal(new SlotHours(new(from, fromMinute), new(until, untilMinute)), SlotHours.Read(slot));

    [Theory]
    [InlineData(null)]
    [InlineData("matin")]
    [InlineData("25h-27h")]
    [InlineData("13h-10h")]
    [InlineData("avant midi, 2 rue 12 étage 3")]
    public void Words_without_hours_promise_none(string? slot) => Assert.Null(SlotHours.Read(slot));
}
