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
        Declare(http.Response.Headers, nonce);
        return next(http);
    });

    public static string Nonce(this HttpContext http) => (string)http.Items[NonceKey]!;

    private static void Declare(IHeaderDictionary headers, string nonce)
    {
        // Radzen writes style attributes; nothing else of style is allowed from outside our own files.
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
            "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; " +
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self), payment=()";
    }
}
