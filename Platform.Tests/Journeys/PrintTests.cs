using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.Tests.Deliveries;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>What comes out of the printer: the page alone, dark on white, to its last line.</summary>
public sealed partial class PrintTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_days_labels_are_printed_whole_by_somebody_who_works_at_night()
    {
        var (road, orders) = (new Road(app, "Ifrane"), new List<string>());
        for (var n = 0; n < 16; n++) orders.Add((await road.OrderAsync()).Order.Value.ToString("N"));
        await using var awa = await browser.OpenAsync(app.Address, isDark: true);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync($"/commandes/etiquettes?ids={string.Join(',', orders)}");
        await Expect(awa.Page.Locator(".labels li")).ToHaveCountAsync(orders.Count);

        await awa.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await Expect(awa.Page.GetByRole(AriaRole.Navigation).First).ToBeHiddenAsync();
        await Expect(awa.Page.Locator(".labels .name").First).ToHaveCSSAsync("color", "rgb(16, 24, 40)");
        Assert.Empty(await awa.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.labels li')].filter(label => label.scrollWidth > label.clientWidth).map(label => label.innerText)"));
        var paper = await awa.Page.PdfAsync(new() { Format = PaperFormat.A4 });
        Assert.True(APage().Count(Encoding.Latin1.GetString(paper)) > 1, "sixteen labels on one page");
    }

    [GeneratedRegex(@"/Type /Page\b")]
    private static partial Regex APage();
}
