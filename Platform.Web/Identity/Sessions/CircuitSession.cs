using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Platform.Web.Identity.Sessions;

/// <summary>An open page outlives its request: it asks again whether its person is still who they were, and ends when not.</summary>
public sealed class CircuitSession(LoginSessions sessions, ILoggerFactory logs) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var before = authenticationState.User;
        return CurrentActor.IdOf(before, ClaimNames.Session) is { } session
            && await sessions.CheckAsync(session, cancellationToken) is { } member
            && member.Actor == CurrentActor.Of(before);
    }
}
