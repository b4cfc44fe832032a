using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Platform.Web.Identity.Sessions;

/// <summary>Cookies and tokens say which session; what its person may do is read from the database, never from them.</summary>
public sealed class SessionClaims(LoginSessions sessions) : IClaimsTransformation
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (CurrentActor.IdOf(principal, ClaimNames.Session) is not { } session) return principal;
        return await sessions.CheckAsync(session, CancellationToken.None) is { } member
            ? member.Principal(principal.Identity!.AuthenticationType!)
            : Nobody;
    }
}
