using System.Globalization;
using Bunit;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Tests.Deliveries;

/// <summary>What a courier holds, to the centime, and the counting at the end of the day.</summary>
public sealed class CashStatementTests : BunitContext, IClassFixture<App>
{
    private readonly App app;
    private readonly CourierId courier = new(Guid.CreateVersion7());

    public CashStatementTests(App app)
    {
        this.app = app;
        Services.AddFallbackServiceProvider(app.Services);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.French.Culture();
    }

    [Fact]
    public async Task What_was_collected_is_held_until_it_is_counted_and_a_difference_wants_its_reason()
    {
        await CollectAsync("CMD-1", 97_900);
        await CollectAsync("CMD-2", 12_050);
        var statement = Statement();
        statement.WaitForAssertion(() => Assert.Contains("1\u202F099,50", statement.Find(".holds").TextContent, StringComparison.Ordinal));
        Assert.Equal(["CMD-1", "CMD-2"], statement.FindAll("tbody tr td:nth-child(2)").Select(cell => cell.TextContent.Trim()).Where(text => text.Length > 0));

        await statement.InvokeAsync(() => statement.Find("#counted").Change("1000"));
        await statement.InvokeAsync(() => statement.Find("form").Submit());
        statement.WaitForAssertion(() => Assert.Equal("Expliquez l’écart en quelques mots.", statement.Find("[role=alert]").TextContent.Trim()));

        await statement.InvokeAsync(() => statement.Find("#counted").Change("1000"));
        await statement.InvokeAsync(() => statement.Find("#note").Change("frais"));
        await statement.InvokeAsync(() => statement.Find("form").Submit());
        statement.WaitForAssertion(() => Assert.Contains("-99,50", statement.Find(".difference").TextContent.Replace('−', '-'), StringComparison.Ordinal));
        Assert.Empty(statement.FindAll("#counted"));
    }

    [Fact]
    public async Task Whoever_may_only_look_counts_nothing()
    {
        await CollectAsync("CMD-3", 5_000);
        var statement = Statement(Role.Viewer);
        statement.WaitForAssertion(() => Assert.Contains("50,00", statement.Find(".holds").TextContent, StringComparison.Ordinal));
        Assert.Empty(statement.FindAll("form"));
    }

    private IRenderedComponent<CashStatement> Statement(Role role = Role.Owner) =>
        Render<CashStatement>(p => p.Add(s => s.Courier, courier).AddCascadingValue(new Actor(Road.Shop, ActorKind.Member, role, Guid.CreateVersion7())));

    private async Task CollectAsync(string number, long minor)
    {
        var noted = new NoteCashCollected(courier, new(Guid.CreateVersion7()), number, new Money(minor, Currency.MAD));
        Assert.Null((await app.Get<Streams>().HandleAsync(NoteCash.TillOf(courier), noted, Actor.System(Road.Shop))).Refusal);
    }
}
