using Microsoft.AspNetCore.Http.Extensions;
using Platform.Integrations.Messaging;
using Platform.Integrations.Sms;
using Platform.Web.Identity;

namespace Platform.Web.Deliveries.Talk;

/// <summary>Where the providers of texts and calls knock. What they say is small and safe to hear twice, so it is heard at once.</summary>
internal static class TextEndpoints
{
    private const int LargestBody = 16_384;

    /// <summary>To whoever is on the line about something we do not know.</summary>
    private const string Silence = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    public static void MapTexts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/texts/{provider}/{secret}", HearAsync).DisableAntiforgery().RequireRateLimiting(Limits.Api);
        app.MapPost("/api/calls/{provider}/{secret}", TalkAsync).DisableAntiforgery().RequireRateLimiting(Limits.Api);
    }

    private static async Task<IResult> HearAsync(string provider, string secret, HttpContext http, IEnumerable<ITextLine> lines, CourierTexts texts, CancellationToken ct)
    {
        if (lines.FirstOrDefault(line => line.Provider == provider) is not { } line || await ReadAsync(http.Request, secret, ct) is not { } request || !line.IsAuthentic(request)) return TypedResults.Unauthorized();

        await texts.HearAsync(line.Read(request.Body), ct);
        return TypedResults.Ok();
    }

    private static async Task<IResult> TalkAsync(string provider, string secret, HttpContext http, IEnumerable<IVoiceLine> lines, CourierTexts texts, CancellationToken ct)
    {
        if (lines.FirstOrDefault(line => line.Provider == provider) is not { } line || await ReadAsync(http.Request, secret, ct) is not { } request || !line.IsAuthentic(request)) return TypedResults.Unauthorized();

        if (line.Read(request) is not { IsOver: false } news) return TypedResults.Ok();
        return TypedResults.Text(await texts.TalkAsync(news, ct) is { } words ? line.Script(words) : Silence, "application/xml");
    }

    private static async Task<WebhookRequest?> ReadAsync(HttpRequest request, string secret, CancellationToken ct)
    {
        if (request.ContentLength > LargestBody) return null;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        return body.Length > LargestBody ? null : new(new Uri(request.GetEncodedUrl()), name => request.Headers[name], body.ToArray()) { Secret = secret };
    }
}
