using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Each page as wide as a phone, with a month of trade in its lists: nothing has to be pushed sideways to be read.</summary>
public sealed class PhoneWidthTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    /// <summary>What is wider than its place, and cells whose role would be lost with the look of a table.</summary>
    private const string Faults = """
        () => [
            ...[document.documentElement, ...document.querySelectorAll('main, .table-scroll')]
                .filter(place => place.scrollWidth > place.clientWidth + 1)
                .map(place => `${place.tagName}.${place.className} is ${place.scrollWidth} wide in ${place.clientWidth}`),
            ...[...document.querySelectorAll('.table.cards :is(tbody, tfoot) :is(tr, td, th):not([role])')].map(cell => `no role: ${cell.outerHTML}`),
        ]
        """;

    private readonly App app = new() { Settings = [("PLATFORM_DEMO_PAST", "on")] };

    [Theory]
    [InlineData("fr-MA")]
    [InlineData("ar-MA")]
    public async Task No_page_has_to_be_pushed_sideways(string language)
    {
        await Eventually.TrueAsync(async () => int.Parse(await app.TextAsync("select count(*) from invoices"), CultureInfo.InvariantCulture) > 2, "invoices of last month");
        var faults = new List<string>();
        foreach (var visitor in EveryPageTests.All().GroupBy(EveryPageTests.VisitorOf))
        {
            await using var person = await browser.OpenAsync(app.Address, Browser.Phone, language);
            if (visitor.Key is { } email) await person.SignInAsync(email);
            foreach (var page in visitor)
            {
                await person.Page.GotoAsync(await FilledAsync(page.Path));
                await Expect(person.Page.Locator("h1").First).ToBeVisibleAsync();
                await Expect(person.Page.Locator(".skeleton:visible")).ToHaveCountAsync(0);
                faults.AddRange((await person.Page.EvaluateAsync<string[]>(Faults)).Select(fault => $"{page.Path}: {fault}"));
                if (await person.Page.Locator(".table.cards td").CountAsync() > 0) await person.AssertAccessibleAsync();
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The page of one thing shows the first there is.</summary>
    private async Task<string> FilledAsync(string path) => path switch
    {
        _ when !path.Contains("{Id:guid}", StringComparison.Ordinal) => EveryPageTests.Concrete(path),
        _ when path.StartsWith("/boutique", StringComparison.Ordinal) => await FirstOfAsync(path, "products"),
        _ when path.StartsWith("/commandes", StringComparison.Ordinal) => await FirstOfAsync(path, "orders"),
        _ when path.StartsWith("/contacts", StringComparison.Ordinal) => await FirstOfAsync(path, "contacts"),
        _ when path.StartsWith("/livreurs", StringComparison.Ordinal) => await FirstOfAsync(path, "couriers"),
        _ when path.StartsWith("/reglages/canaux", StringComparison.Ordinal) => await FirstOfAsync(path, "channels"),
        _ => throw new InvalidOperationException($"Whose page is {path}?"),
    };

    private async Task<string> FirstOfAsync(string path, string table) => path.Replace(
        "{Id:guid}", await app.TextAsync($"select id from {table} where organisation_id = '{Platform.Web.Identity.DemoPeople.AtlasSneakers.Value}' order by id limit 1"), StringComparison.Ordinal);

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();
}
