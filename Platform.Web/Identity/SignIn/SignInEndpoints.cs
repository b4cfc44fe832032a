using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/deconnexion", SignOutAsync);
        app.MapPost("/deconnexion/partout", SignOutEverywhereAsync).RequireAuthorization();
        app.MapPost("/organisation", SwitchAsync).RequireAuthorization();
    }

    private static async Task<RedirectHttpResult> SignOutAsync(
        [FromForm] string? returnUrl, HttpContext http, LoginSessions sessions, PlatformDbs dbs, Audit audit, CancellationToken ct)
    {
        if (CurrentActor.IdOf(http.User, ClaimNames.Session) is { } id && await sessions.CheckAsync(id, ct) is { } member)
        {
            await using var db = dbs.OpenAcross();
            audit.Note(db, member.Organisation.Value, AuditKind.SignedOut, member.By);
            await db.SaveChangesAsync(ct);
            await sessions.EndAsync(member.User, id, ct);
        }

        await http.SignOutAsync(Schemes.Cookie);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    /// <summary>Every session stands on the person's stamp: a new one ends them all.</summary>
    private static async Task<RedirectHttpResult> SignOutEverywhereAsync(
        [FromForm] string? returnUrl, HttpContext http, UserManager<User> users, LoginSessions sessions, PlatformDbs dbs, Audit audit, CancellationToken ct)
    {
        if (CurrentActor.IdOf(http.User, ClaimNames.Session) is { } id && await sessions.CheckAsync(id, ct) is { } member
            && await users.FindByIdAsync(member.User.ToString("D")) is { } user)
        {
            await users.UpdateSecurityStampAsync(user);
            sessions.ForgetChecks();
            await using var db = dbs.OpenAcross();
            audit.Note(db, member.Organisation.Value, AuditKind.SignedOutEverywhere, member.By);
            await db.SaveChangesAsync(ct);
        }

        await http.SignOutAsync(Schemes.Cookie);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl ?? "/connexion?fait=partout"));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> SwitchAsync(
        [FromForm] Guid organisation, [FromForm] string? returnUrl, HttpContext http, LoginSessions sessions, OrganisationSwitch places, CancellationToken ct)
    {
        if (CurrentActor.IdOf(http.User, ClaimNames.Session) is not { } id || await sessions.CheckAsync(id, ct) is not { } member) return TypedResults.NotFound();

        return await places.SwitchAsync(member, organisation, ct)
            ? TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl))
            : TypedResults.NotFound();
    }
}
