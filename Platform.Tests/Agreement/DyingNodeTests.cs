namespace Platform.Tests.Agreement;

/// <summary>`./bench dying` does it again and again.</summary>
public sealed class DyingNodeTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task When_one_of_two_nodes_dies_in_a_rush_nothing_is_lost_and_nothing_happens_twice() => Assert.Empty(await DyingNode.RoundAsync(app, round: 1));
}
