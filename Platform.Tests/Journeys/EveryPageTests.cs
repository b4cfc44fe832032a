using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>Each page of the product, found by its address: nobody is kept out by how it is drawn, and no script or style breaks the policy.</summary>
public sealed class EveryPageTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    /// <summary>What stands for the parts of an address that vary.</summary>
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["{Code:int}"] = "404",
        ["{Token}"] = "no-such-invitation",
        ["{Selected:guid?}"] = "",
        ["{Step:regex(^(retirer-authentificateur|code-par-email|sans-code-par-email|codes-de-secours)$)}"] = "code-par-email",
    };

    [Theory]
    [InlineData(false, "fr-MA", false)]
    [InlineData(true, "ar-MA", true)]
    public async Task Every_page_is_accessible(bool onPhone, string language, bool isDark)
    {
        foreach (var visitor in All().GroupBy(VisitorOf))
        {
            await using var person = await browser.OpenAsync(app.Address, onPhone ? Browser.Phone : Browser.Desktop, language, isDark);
            if (visitor.Key is { } email) await person.SignInAsync(email);

            foreach (var page in visitor)
            {
                await person.Page.GotoAsync(Concrete(page.Path));
                await Expect(person.Page.Locator("h1").First).ToBeVisibleAsync();
                await person.AssertAccessibleAsync();
            }
        }
    }

    internal static string Concrete(string path) => Examples.Aggregate(path, (address, example) => address.Replace(example.Key, example.Value, StringComparison.Ordinal));

    internal static string? VisitorOf(Page page) => page.Rule switch
    {
        null => null,
        { Roles: { } roles } when !roles.Contains("Owner", StringComparison.Ordinal) => $"{roles.Split(',')[0].ToLowerInvariant()}@relais.demo",
        _ => "owner@relais.demo",
    };

    /// <param name="Rule">Null when anybody may come.</param>
    internal sealed record Page(string Path, AuthorizeAttribute? Rule);

    internal static IEnumerable<Page> All() =>
        from type in typeof(Program).Assembly.GetTypes()
        from route in type.GetCustomAttributes<RouteAttribute>()
        select new Page(route.Template, type.GetCustomAttributes<AuthorizeAttribute>().FirstOrDefault(rule => rule.Roles is not null) ?? type.GetCustomAttributes<AuthorizeAttribute>().FirstOrDefault());
}
