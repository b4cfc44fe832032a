using Platform.Domain.EventSourcing;
using Platform.Integrations.Storage;
using Platform.Web.Deliveries.Carriers;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Identity;

namespace Platform.Web.Deliveries;

internal static class DeliveryEndpoints
{
    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        app.MapGet("/livraisons/{id:guid}/preuve", ShowProofAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
        app.MapTexts();
        app.MapCarriers();
    }

    /// <summary>A picture from a stranger's phone: looked at, and nothing more.</summary>
    private static async Task<IResult> ShowProofAsync(Guid id, Actor by, DeliveryQueries deliveries, IFileStore store, HttpContext http, CancellationToken ct)
    {
        if (await deliveries.FindAsync(by.Organisation, new(id), ct) is not { ProofFile: { } file } || await store.OpenAsync(file, ct) is not { } picture) return TypedResults.NotFound();

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var start = new byte[16];
        var read = await picture.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        picture.Position = 0;
        return TypedResults.Stream(picture, Shared.Pictures.TypeOf(start.AsSpan(0, read)) ?? "application/octet-stream");
    }
}
