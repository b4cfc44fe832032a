using Platform.Domain.Catalogue;

namespace Platform.Tests.Catalogue;

/// <summary>Sizes are read out from small to large, whichever colour still has them.</summary>
public sealed class SizesSpecs
{
    [Theory]
    [InlineData("39 40 45 38", "38 39 40 45")]
    [InlineData("40 36,5 9", "9 36,5 40")]
    [InlineData("L S XXL M xs", "xs S M L XXL")]
    [InlineData("3XL XL 2XL", "XL 2XL 3XL")]
    [InlineData("Unique Grand Petit", "Unique Grand Petit")]
    [InlineData("38 Grand 36", "38 Grand 36")]
    public void They_go_from_small_to_large(string sizes, string ordered) => Assert.Equal(ordered.Split(' '), Sizes.InOrder(sizes.Split(' ')));
}
