using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.ApiKeys;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Recovery;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.Settings;
using Platform.Web.Identity.SignIn;
using Platform.Web.Identity.SignUp;
using Platform.Web.Identity.Team;
using Platform.Web.Identity.TwoFactor;
using Platform.Web.Notifications;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Identity;

/// <summary>People, their organisations, and how they get in.</summary>
public static class IdentityFeature
{
    public static IServiceCollection AddPlatformIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        ProtectionKeys.Add(services);
        AddPeople(services);
        AddSessions(services);
        services.AddLimits(configuration);

        return services
            .AddSingleton<Audit>()
            .AddSingleton<Attempts>()
            .AddScoped<Entrance>()
            .AddSingleton<OrganisationSwitch>()
            .AddSingleton<FirstSteps>()
            .AddTransient<INoticeSource, NewColleagues>()
            .AddTransient<Shared.ISearchSource, TeamSearch>()
            .AddScoped<PasswordCheck>()
            .AddSingleton<TeamRoster>()
            .AddSingleton<OrganisationSettings>()
            .AddSingleton<Influencers>()
            .AddSingleton<AuditQueries>()
            .AddSingleton<KeyCabinet>()
            .AddSingleton<SecurityQueries>()
            .AddScoped<Profiles>()
            .AddScoped<Joining>()
            .AddScoped<HalfWay>()
            .AddScoped<SecondFactor>()
            .AddScoped<PasswordChange>()
            .AddScoped<AccountLetters>()
            .AddScoped<Registration>()
            .AddScoped<PasswordRecovery>()
            .AddScoped<DemoPeople>()
            .AddSingleton<OldTraces>()
            .AddTimer<ForgetOldTracesJob>("0 40 * * * ?");
    }

    public static void MapPlatformIdentity(this IEndpointRouteBuilder app)
    {
        app.MapSignIn();
        app.MapTokens();
        app.MapGet("/reglages/journal.csv", AuditExport.DownloadAsync).RequireAuthorization(policy => policy.RequireRole(nameof(Role.Owner), nameof(Role.Admin)));
        app.MapPost("/reglages/profil/enregistrer", Profiles.SaveAsync).RequireAuthorization();
        app.MapGet("/organisation/logo/{version:long}", Logos.ShowAsync).RequireAuthorization();
    }

    private static void AddPeople(IServiceCollection services)
    {
        services.AddIdentityCore<User>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
            options.Password = new PasswordOptions { RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            options.Tokens.PasswordResetTokenProvider = ResetTokens.Provider;
        })
            .AddTokenProvider<DataProtectorTokenProvider<User>>(TokenOptions.DefaultProvider)
            .AddTokenProvider<ResetTokens>(ResetTokens.Provider);
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Passwords.Hashing.Value.IterationCount);
        services.AddScoped<IUserStore<User>, UserStore>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddScoped<IPasswordValidator<User>, Passwords>();
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.AddHttpContextAccessor()
            .AddSingleton<LoginSessions>()
            .AddSingleton<Visitors>()
            .AddSingleton<IClaimsTransformation, SessionClaims>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler, EndedSessions>()
            .AddScoped<AuthenticationStateProvider, CircuitSession>()
            .AddScoped<CurrentMember>()
            .AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http && CurrentActor.Of(http.User) is { } actor
                ? actor
                : throw new UnauthorizedAccessException("Nobody is signed in"));

        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, options => options.ForwardDefaultSelector = Bearer.SchemeOf)
            .AddCookie(Schemes.Cookie, SignedIn)
            .AddBearerToken(Schemes.Token)
            .AddScheme<AuthenticationSchemeOptions, KeySignIn>(Schemes.Key, null)
            .AddCookie(Schemes.HalfWay, options =>
            {
                Harden(options, "relais-code");
                options.ExpireTimeSpan = HalfWay.Patience;
                options.SlidingExpiration = false;
            });

        // Keys open only what names a scope for them.
        services.AddAuthorizationBuilder().SetDefaultPolicy(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => !context.User.HasClaim(claim => claim.Type == ClaimNames.Key))
            .Build());
    }

    private static void SignedIn(CookieAuthenticationOptions options)
    {
        Harden(options, "relais");
        options.LoginPath = "/connexion";
        options.ReturnUrlParameter = "returnUrl";
        options.SlidingExpiration = false;
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.Events.OnRedirectToLogin = context =>
        {
            if (IsApi(context.Request)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void Harden(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new HostCookies();
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/auth");
}
