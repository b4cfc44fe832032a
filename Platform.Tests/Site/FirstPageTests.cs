namespace Platform.Tests.Site;

public sealed class FirstPageTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    public static TheoryData<bool, string, bool> Looks => new()
    {
        { false, "fr-MA", false },
        { false, "fr-MA", true },
        { true, "fr-MA", false },
        { false, "ar-MA", false },
    };

    [Theory, MemberData(nameof(Looks))]
    public async Task It_is_accessible_and_breaks_no_policy(bool onPhone, string language, bool isDark)
    {
        await using var visitor = await browser.OpenAsync(app.Address, onPhone ? Browser.Phone : Browser.Desktop, language, isDark);
        await visitor.Page.GotoAsync("/");

        await visitor.AssertAccessibleAsync();
        visitor.AssertNoErrors();
    }

    [Fact]
    public async Task It_speaks_the_visitors_language()
    {
        await using var visitor = await browser.OpenAsync(app.Address, language: "ar-MA");
        await visitor.Page.GotoAsync("/");

        Assert.Equal("rtl", await visitor.Page.Locator("html").GetAttributeAsync("dir"));
    }
}
