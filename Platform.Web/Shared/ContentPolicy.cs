using System.Security.Cryptography;

namespace Platform.Web.Shared;

/// <summary>What a page may load and do, said to the browser with every answer.</summary>
internal static class ContentPolicy
{
    private const string NonceKey = "content-policy-nonce";

    public static IApplicationBuilder UseContentPolicy(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        http.Items[NonceKey] = nonce;
        http.Response.OnStarting(Declare, http);
        return next(http);
    });

    public static string Nonce(this HttpContext http) => (string)http.Items[NonceKey]!;

    /// <summary>Said last: an error clears what was said before it, and an answer with a stricter policy of its own keeps that.</summary>
    private static Task Declare(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;

        headers.TryAdd("Content-Security-Policy",
            $"default-src 'self'; script-src 'nonce-{http.Nonce()}' 'strict-dynamic'; style-src 'self'; " +
            "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; " +
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(self), payment=()");
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (http.User.Identity is { IsAuthenticated: true }) headers.TryAdd("Cache-Control", "no-store");
        return Task.CompletedTask;
    }
}
