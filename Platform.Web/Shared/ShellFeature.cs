using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;
using Platform.Domain.Common;
using Platform.Web.Guard;
using Platform.Web.Live;

namespace Platform.Web.Shared;

/// <summary>What surrounds every screen: language, appearance, menu, error pages, and what the browser may load.</summary>
public static class ShellFeature
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(ServerLimits.Apply);
        services.AddLeanInterop();
        return services
            .AddProblemDetails(static options => options.CustomizeProblemDetails = SpeakAsTheApi)
            .AddExceptionHandler<ErrorPages>()
            .AddLocalization()
            .AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>)) // Each part of a page had its own.
            .AddCascadingAuthenticationState()
            .Configure<RequestLocalizationOptions>(SpeakThreeLanguages)
            .Configure<WebEncoderOptions>(static options => options.TextEncoderSettings = new(UnicodeRanges.All))
            .AddSingleton<AppIcon>()
            .AddSingleton<Site.ShopToday>()
            .AddScoped<ISearchSource, PageSearch>()
            .AddScoped<ISearchSource, ActionSearch>();
    }

    /// <summary>Stands first, so that error pages too have their language and their policy.</summary>
    public static void UseShell(this IApplicationBuilder app)
    {
        ErrorPages.Use(app);
        app.UseContentPolicy();
        app.UseRequestLocalization();
    }

    public static void MapShell(this IEndpointRouteBuilder app)
    {
        app.MapPreferences();
        AppIcon.Map(app);
        app.MapStaticAssets();
        // The framework's own framing policy would stand beside ours as a second header.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(static options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    /// <summary>The one name the framework adds by itself is not in the API's snake_case.</summary>
    private static void SpeakAsTheApi(ProblemDetailsContext context)
    {
        if (context.ProblemDetails.Extensions.Remove("traceId", out var trace)) context.ProblemDetails.Extensions["trace_id"] = trace;
    }

    private static void SpeakThreeLanguages(RequestLocalizationOptions options)
    {
        var cultures = Languages.All.Select(l => l.Culture()).ToArray();
        options.DefaultRequestCulture = new(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders = [new CustomRequestCultureProvider(Preferences.DetermineCulture)];
    }
}
