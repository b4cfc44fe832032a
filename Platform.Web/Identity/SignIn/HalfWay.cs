using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Platform.Web.Identity.SignIn;

/// <summary>Remembers, for ten minutes, whose password was right while their code is still missing.</summary>
public sealed class HalfWay(UserManager<User> users)
{
    private const string RememberClaim = "remember";
    private const string StampClaim = "stamp";
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Task StopAsync(HttpContext http, User user, bool remember) => http.SignInAsync(Schemes.HalfWay, new ClaimsPrincipal(new ClaimsIdentity(
        [new(ClaimNames.User, user.Id.ToString("D")), new(RememberClaim, remember.ToString()), new(StampClaim, user.SecurityStamp!)], Schemes.HalfWay)));

    /// <summary>Nobody when the ten minutes are over or the account changed meanwhile.</summary>
    public async Task<Waiting?> WhoAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(Schemes.HalfWay);
        if (result.Principal is not { } principal || CurrentActor.IdOf(principal, ClaimNames.User) is not { } id) return null;

        var user = await users.FindByIdAsync(id.ToString("D"));
        return user is not null && user.SecurityStamp == principal.FindFirstValue(StampClaim)
            ? new Waiting(user, principal.FindFirstValue(RememberClaim) == bool.TrueString)
            : null;
    }

    public static Task ForgetAsync(HttpContext http) => http.SignOutAsync(Schemes.HalfWay);

    public sealed record Waiting(User User, bool Remember);
}
