using Microsoft.AspNetCore.Antiforgery;
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
            if (IsErrorPage(http)) ReadOnly(http);
            return next(http);
        });

    private static bool IsErrorPage(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerPathFeature>() is not null;

    /// <summary>The page that tells of a refused form must not stumble over that form once more.</summary>
    private static void ReadOnly(HttpContext http)
    {
        http.Request.Method = HttpMethods.Get;
        http.Features.Set<IAntiforgeryValidationFeature>(null);
    }

    private static bool IsRead(HttpContext http) =>
        http.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) is true);
}
