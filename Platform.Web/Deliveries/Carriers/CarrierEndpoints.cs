using Microsoft.AspNetCore.Mvc;
using Platform.Integrations.Carriers;
using Platform.Web.Channels;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>Where carriers knock. Proved, durable, then acknowledged; read afterwards.</summary>
internal static class CarrierEndpoints
{
    private const int LargestBody = 64 * 1024;

    public static void MapCarriers(this IEndpointRouteBuilder app) => app
        .MapMethods("/api/carriers/{carrier}/{door}", ["POST", "PUT"], ReceiveAsync)
        .ShortCircuit().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> ReceiveAsync(string carrier, string door, HttpRequest request, DeliveryLinks links, CarrierAccounts accounts, WebhookIngest ingest, CancellationToken ct)
    {
        if (!links.TryReadCarrierDoor(door, out var whose) || await accounts.FindAsync(whose.Organisation, whose.Account, ct) is not { } with || with.Row.Carrier != carrier) return TypedResults.NotFound();
        if (request.ContentLength > LargestBody) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        var notice = new CarrierNotice(name => request.Headers[name], body.ToArray());
        if (!with.Carrier.IsAuthentic(notice, with.Account)) return TypedResults.Unauthorized();

        if (await ingest.KeepAsync(carrier, body.ToArray(), door, ReadCarrierNotice.Name) is Kept.Durable) return TypedResults.Ok();
        request.HttpContext.Response.Headers.RetryAfter = "1";
        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
