using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Platform.Domain.Common;
using Platform.Web.Identity.Settings;

namespace Platform.Web.Shared;

/// <summary>Language and appearance: kept in cookies, so that the first byte of a page already has them.</summary>
public static class Preferences
{
    public const string ThemeCookie = "theme";
    public const string RailCookie = "rail";

    private static readonly string[] Themes = ["light", "dark"];

    public static Language CurrentLanguage => Languages.FromCode(CultureInfo.CurrentUICulture.Name);

    public static string Direction => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Arabic as Morocco writes it: with the digits 0 to 9.</summary>
    public static CultureInfo Culture(this Language language) => CultureInfo.GetCultureInfo(language switch
    {
        Language.English => "en-GB",
        Language.Arabic => "ar-MA",
        _ => "fr-FR",
    });

    /// <summary>The language's name in the language itself, as its speakers look for it.</summary>
    public static string OwnName(this Language language) => language switch
    {
        Language.English => "English",
        Language.Arabic => "العربية",
        _ => "Français",
    };

    /// <summary>Null when the person leaves it to the device.</summary>
    public static string? Theme(this HttpRequest request) =>
        request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : null;

    /// <summary>From now on this browser speaks the language.</summary>
    public static void Remember(this HttpResponse response, Language language) => response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new(language.Code())),
        Lasting(response.HttpContext));

    /// <summary>
    /// The page's live connection speaks the page's language for as long as the browser is open:
    /// not every browser repeats its languages when it opens a socket.
    /// </summary>
    public static void KeepLanguage(this HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName)) return;

        var options = Lasting(http);
        (options.MaxAge, options.Expires) = (null, null);
        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(CurrentLanguage.Code())), options);
    }

    public static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapPost("/langue", ChooseLanguageAsync);
        app.MapPost("/apparence", ChooseTheme);
    }

    /// <summary>What the person chose, else the first language of the browser that we speak, else French.</summary>
    internal static Task<ProviderCultureResult?> DetermineCulture(HttpContext http)
    {
        var chosen = CookieRequestCultureProvider.ParseCookieValue(http.Request.Cookies[CookieRequestCultureProvider.DefaultCookieName] ?? "");
        var wanted = chosen?.UICultures ?? [.. http.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value)];
        var spoken = wanted.FirstOrDefault(w => Languages.All.Any(l => w.StartsWith(l.Code(), StringComparison.OrdinalIgnoreCase)));

        return Task.FromResult<ProviderCultureResult?>(new(Languages.FromCode(spoken.Value).Culture().Name));
    }

    private static async Task<RedirectHttpResult> ChooseLanguageAsync(
        [FromForm] string language, [FromForm] string? returnUrl, HttpContext http, Profiles profiles, CancellationToken ct)
    {
        var spoken = Languages.FromCode(language);
        http.Response.Remember(spoken);
        await profiles.SpeakAsync(http.User, spoken, ct);
        return BackTo(returnUrl);
    }

    private static RedirectHttpResult ChooseTheme([FromForm] string theme, [FromForm] string? returnUrl, HttpContext http)
    {
        if (Themes.Contains(theme))
        {
            http.Response.Cookies.Append(ThemeCookie, theme, Lasting(http));
        }
        else
        {
            http.Response.Cookies.Delete(ThemeCookie);
        }

        return BackTo(returnUrl);
    }

    private static RedirectHttpResult BackTo(string? returnUrl) =>
        TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/");

    private static CookieOptions Lasting(HttpContext http) => new()
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    };
}
