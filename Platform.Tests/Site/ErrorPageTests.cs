using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;

namespace Platform.Tests.Site;

public sealed class ErrorPageTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_page_that_does_not_exist_says_so_in_the_visitors_language()
    {
        await using var visitor = await browser.OpenAsync(app.Address, language: "en-GB");
        var response = await visitor.Page.GotoAsync("/nowhere");

        Assert.Equal(404, response!.Status);
        Assert.Equal("This page does not exist", await visitor.Page.Locator("h1").TextContentAsync());
        await visitor.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData("/suivi/none", "This link leads nowhere any more")]
    [InlineData("/course/none", "This link leads nowhere any more")]
    [InlineData("/payer/none", "Check that you copied all of it")]
    public async Task A_link_that_opens_nothing_says_what_to_do(string path, string said)
    {
        await using var visitor = await browser.OpenAsync(app.Address, Browser.Phone, language: "en-GB");
        var response = await visitor.Page.GotoAsync(path);

        Assert.Equal(404, response!.Status);
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(said);
        await visitor.AssertAccessibleAsync();
    }

    [Fact]
    public async Task A_program_gets_problem_details_instead_of_a_page()
    {
        using var client = app.Client();
        using var response = await client.GetAsync("/api/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Every_page_says_what_may_run_on_it()
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        foreach (var path in new[] { "/", "/connexion", "/nowhere" })
        {
            using var response = await client.GetAsync(path);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'nonce-", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Public_pages_carry_neither_a_circuit_nor_the_script_of_the_framework()
    {
        using var client = app.Client();
        foreach (var path in new[] { "/", "/connexion", "/inscription" })
            Assert.DoesNotContain("_framework", await client.GetStringAsync(path), StringComparison.OrdinalIgnoreCase);
    }
}
