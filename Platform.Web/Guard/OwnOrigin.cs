namespace Platform.Web.Guard;

/// <summary>
/// Browsers say which site's page a request comes from. What changes something, and the line of a live page
/// (which cookies alone would open), is taken from our own pages only.
/// </summary>
internal static class OwnOrigin
{
    public static IApplicationBuilder UseOwnOrigin(this IApplicationBuilder app)
    {
        var published = new Uri(app.ApplicationServices.GetRequiredService<PublicAddress>().Of("/")).Authority;
        return app.Use((http, next) => IsGuarded(http.Request) && IsForeign(http.Request, published) ? RefuseAsync(http.Response) : next(http));
    }

    private static bool IsGuarded(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    /// <summary>Programs say neither; they bring no person's cookie along either.</summary>
    private static bool IsForeign(HttpRequest request, string published) => request.Headers.Origin switch
    {
        [] => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site",
        [{ } origin] when Uri.TryCreate(origin, UriKind.Absolute, out var from) => !IsOurs(from.Authority, request.Host.Value, published),
        _ => true,
    };

    private static bool IsOurs(string authority, string? asked, string published) =>
        authority.Equals(asked, StringComparison.OrdinalIgnoreCase) || authority.Equals(published, StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
