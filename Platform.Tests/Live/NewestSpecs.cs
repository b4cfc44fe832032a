using Platform.Web.Live;

namespace Platform.Tests.Live;

public sealed class NewestSpecs
{
    [Fact]
    public void A_reading_that_was_overtaken_is_not_shown()
    {
        var readings = new Newest();
        var byClick = readings.Begin();
        Assert.True(byClick());

        var byChange = readings.Begin();

        Assert.Equal((false, true), (byClick(), byChange()));
    }
}
