using Microsoft.Net.Http.Headers;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Storage;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Web.Media;

/// <summary>Pictures, voice notes and papers that come with messages: brought over once, shown to the people who answer.</summary>
public static class MediaFeature
{
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration) => services
        .AddFileStore(configuration)
        .AddSingleton<IProjection<ConversationEvent>, MediaProjection>()
        .AddSingleton<MediaQueries>()
        .AddSingleton<OutgoingFiles>()
        .AddReaction<FetchMedia, FileAttached>()
        .AddReaction<ForgetMedia, CustomerErased>();

    public static void MapMedia(this IEndpointRouteBuilder app)
    {
        app.MapGet("/media/{message:guid}", ShowAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
        app.MapGet("/fichiers/{token}/{name}", static (string token, OutgoingFiles files, CancellationToken ct) => files.FetchAsync(token, ct)).RequireRateLimiting(Limits.Api);
    }

    /// <summary>What a stranger sent can do nothing here but be looked at or listened to; of anything else only a copy is given away.</summary>
    private static async Task<IResult> ShowAsync(Guid message, Actor by, MediaQueries media, IFileStore store, HttpContext http, CancellationToken ct)
    {
        if (await media.FindAsync(by.Organisation, message, ct) is not { State: MediaState.Kept, MimeType: { } type } row) return TypedResults.NotFound();
        if (await store.OpenAsync(row.StoredAs, ct) is not { } content) return TypedResults.NotFound();

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        var name = FileKinds.IsShown(type) ? null : row.FileName is { Length: > 0 } given ? given : $"{message:N}";
        return TypedResults.Stream(content, type, name, entityTag: new EntityTagHeaderValue($"\"{message:N}\""), enableRangeProcessing: true);
    }
}
