namespace Platform.Web.Health;

/// <summary>A balancer that only learns from answers tries its next node; what is not a visit (webhooks, commands) is still served here.</summary>
internal static class RefuseWhenDraining
{
    public static IApplicationBuilder UseDrain(this IApplicationBuilder app)
    {
        var drain = app.ApplicationServices.GetRequiredService<Drain>();
        return app.Use((http, next) => drain.Moving.IsCompleted && IsVisit(http.Request) ? RefuseAsync(http.Response) : next(http));
    }

    /// <summary>A page, or the start of its live connection: both halves of that must meet the same node.</summary>
    private static bool IsVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
            ? request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) || request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
            : request.Path.StartsWithSegments("/_blazor/negotiate", StringComparison.Ordinal);

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }
}
