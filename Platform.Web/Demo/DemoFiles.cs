using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Shared;

namespace Platform.Web.Demo;

/// <summary>What lies on the demo's phones: the invoice a customer got, the photo a courier took.</summary>
internal static class DemoFiles
{
    public const long LargestPhoto = 8 * 1024 * 1024;

    public static void MapDemoFiles(this IEndpointRouteBuilder app) => app.MapGet("/demo/fichiers/{number}/{id}", Show).AllowAnonymous();

    private static IResult Show(string number, string id, WhatsAppEmulator emulator, HttpContext http)
    {
        if (!DemoLine.All.Any(line => line.NumberId == number) || emulator.Load(number, id) is not { } bytes) return TypedResults.NotFound();
        if (Pictures.TypeOf(bytes) is { } picture) return Pictures.Show(http, bytes, picture);
        return bytes.AsSpan().StartsWith("%PDF"u8) ? TypedResults.Bytes(bytes, "application/pdf") : TypedResults.NotFound();
    }
}
