using Platform.Web.Orders;

namespace Platform.Tests.Orders;

/// <summary>A courier reads an address once, without repetitions, and never without its city.</summary>
public sealed class WhereaboutsSpecs
{
    [Theory]
    [InlineData("12 rue Ibnou Sina", "Maârif", "Casablanca", "12 rue Ibnou Sina, Maârif, Casablanca")]
    [InlineData("Maarif, 12 rue Ibnou Sina", "Maârif", "Casablanca", "Maarif, 12 rue Ibnou Sina, Casablanca")]
    [InlineData("12 avenue de Rabat", null, "Rabat", "12 avenue de Rabat, Rabat")]
    [InlineData("3 rue des Fleurs, Agdal, RABAT", "Agdal", "Rabat", "3 rue des Fleurs, Agdal, RABAT")]
    [InlineData("12 شارع الحسن، المعاريف", "المعاريف", "Casablanca", "12 شارع الحسن، المعاريف, Casablanca")]
    [InlineData(null, "", "Douala", "Douala")]
    public void What_is_said_already_is_not_said_again(string? address, string? quarter, string city, string line) =>
        Assert.Equal(line, Whereabouts.Line(address, quarter, city));
}
