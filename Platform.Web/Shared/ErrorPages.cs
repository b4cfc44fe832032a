using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Platform.Web.Shared;

/// <summary>People get a page in their language, programs get problem details.</summary>
internal sealed class ErrorPages(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken) =>
        IsRead(httpContext) ? ValueTask.FromResult(false) : problems.TryWriteAsync(new() { HttpContext = httpContext });

    public static void Use(IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/erreur/500", CreateScopeForErrors = true, StatusCodeSelector = StatusOf })
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

    /// <summary>Text that no database can keep is the sender's fault, not ours.</summary>
    private static int StatusOf(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status500InternalServerError;

    private static bool IsRead(HttpContext http) =>
        http.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) is true);
}
