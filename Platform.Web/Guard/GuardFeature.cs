using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Platform.Web.Guard;

/// <summary>What stands before every feature: how much may come in, from which pages, and through which proxies.</summary>
public static class GuardFeature
{
    public static void AddGuard(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(ServerLimits.Apply);
        builder.Services
            .Configure<CircuitOptions>(ServerLimits.Apply)
            .AddAntiforgery(static options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest)
            .AddTrustedProxies(builder.Configuration);
    }

    public static void UseGuard(this IApplicationBuilder app)
    {
        // Without a proxy to trust the middleware would believe everybody.
        if (app.ApplicationServices.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value.ForwardedHeaders is not ForwardedHeaders.None) app.UseForwardedHeaders();
        app.UseOwnOrigin();
    }
}
