using Microsoft.AspNetCore.Authentication.Cookies;

namespace Platform.Web.Identity.Sessions;

/// <summary>Over https a cookie's name begins with `__Host-`, so that no neighbour domain can plant one; plain http on a desk cannot have that.</summary>
public sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, Named(context, key));
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => cookies.AppendResponseCookie(context, Named(context, key), value, options);
    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => cookies.DeleteCookie(context, Named(context, key), options);

    private static string Named(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
