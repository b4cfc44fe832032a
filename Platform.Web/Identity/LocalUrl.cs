using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Web.Identity;

/// <summary>An address to return to is taken only when it stays on this site.</summary>
public static class LocalUrl
{
    public static string OrHome(string? url) => url is ['/', ..] && RedirectHttpResult.IsLocalUrl(url) ? url : "/";
}
