using Microsoft.AspNetCore.Diagnostics;

namespace Platform.Web.Shared;

/// <summary>People get a page in their language, programs get problem details.</summary>
internal sealed class ErrorPages(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken) =>
        IsRead(httpContext) ? ValueTask.FromResult(false) : problems.TryWriteAsync(new() { HttpContext = httpContext });

    public static void Use(IApplicationBuilder app) => app
        .UseExceptionHandler("/erreur/500", createScopeForErrors: true)
        .UseStatusCodePages()
        .UseStatusCodePagesWithReExecute("/erreur/{0}", createScopeForStatusCodePages: true)
        .Use(static (http, next) =>
        {
            // Leaves the answer to the plain status pages, which write problem details.
            if (!IsRead(http)) http.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
            return next(http);
        });

    private static bool IsRead(HttpContext http) =>
        http.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) is true);
}
