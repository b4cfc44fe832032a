namespace Platform.Tests;

public sealed class AppTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_first_page_answers()
    {
        using var client = app.Client();
        Assert.Contains("Relais", await client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/app.css")]
    [InlineData("/worker.js")]
    public async Task The_browser_gets_its_files(string path)
    {
        using var client = app.Client();
        using var response = await client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
    }
}
