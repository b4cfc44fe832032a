using System.Net;

namespace Platform.Tests.Shared;

public sealed class AppIconTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    /// <summary>The browser reads the picture as a telephone would: its size, the paper in its corner, the violet and the teal of the two bubbles.</summary>
    [Theory]
    [InlineData(180)]
    [InlineData(192)]
    [InlineData(512)]
    public async Task A_home_screen_gets_a_picture_of_the_size_it_asked_for(int size)
    {
        await using var person = await browser.OpenAsync(app.Address);
        await person.Page.GotoAsync("/");

        var seen = await person.Page.EvaluateAsync<string>("""
            async size => {
              const picture = await createImageBitmap(await (await fetch(`/icone/${size}.png`)).blob());
              const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
              pen.drawImage(picture, 0, 0);
              const at = (x, y) => [...pen.getImageData(x * size, y * size, 1, 1).data].join(' ');
              return [picture.width, picture.height, at(.01, .01), at(.35, .35), at(.62, .62)].join(', ');
            }
            """, size);

        Assert.Equal($"{size}, {size}, 247 248 250 255, 109 63 209 255, 11 110 105 255", seen);
    }

    [Fact]
    public async Task Other_sizes_are_not_drawn()
    {
        using var client = app.Client();
        using var answer = await client.GetAsync(new Uri("/icone/4000.png", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
