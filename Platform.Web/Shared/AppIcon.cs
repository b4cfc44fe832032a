using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Xml.Linq;
using Platform.Web.Shared.Drawing;

namespace Platform.Web.Shared;

/// <summary>The app's icon as a picture, for home screens and notices that take no drawing. Drawn once per size from the drawing itself.</summary>
public sealed class AppIcon(IWebHostEnvironment host)
{
    private static readonly int[] Sizes = [180, 192, 512];

    private readonly ConcurrentDictionary<int, Lazy<byte[]>> drawn = new();

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/icone/{size:int}.png", static (int size, AppIcon icon, HttpContext context) =>
        {
            if (!Sizes.Contains(size)) return Results.NotFound();
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Bytes(icon.Of(size), "image/png");
        }).AllowAnonymous();

    private byte[] Of(int size) => drawn.GetOrAdd(size, of => new(() => Draw(of))).Value;

    private byte[] Draw(int size)
    {
        using var file = host.WebRootFileProvider.GetFileInfo("icon-maskable.svg").CreateReadStream();
        var drawing = XElement.Load(file);
        var canvas = new Canvas(size);
        var scale = size / Numbers(drawing.Attribute("viewBox"))[2];

        foreach (var path in drawing.Descendants().Where(element => element.Name.LocalName is "path"))
        {
            var moved = Numbers(path.Parent?.Attribute("transform")) is [var x, var y] ? new Vector2(x, y) : Vector2.Zero;
            var lines = Outline.Of((string?)path.Attribute("d") ?? "").ConvertAll(line => line.ConvertAll(point => (point + moved) * scale));
            if (Colour(path, "fill") is { } fill) canvas.Fill(lines, fill);
            if (Colour(path, "stroke") is { } stroke) canvas.Stroke(lines, Numbers(path.Attribute("stroke-width"))[0] * scale, stroke);
        }

        return Png.Write(canvas);
    }

    private static float[] Numbers(XAttribute? attribute) =>
        [.. ((string?)attribute ?? "").Split([' ', ',', '(', ')']).Where(word => float.TryParse(word, CultureInfo.InvariantCulture, out _)).Select(word => float.Parse(word, CultureInfo.InvariantCulture))];

    private static uint? Colour(XElement path, string name) => (string?)path.Attribute(name) switch
    {
        null or "none" => null,
        ['#', var r, var g, var b] => uint.Parse($"{r}{r}{g}{g}{b}{b}", NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ['#', .. var all] => uint.Parse(all, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        var other => throw new FormatException($"An icon's colour is {other}"),
    };
}
