using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Platform.Web.Store;

namespace Platform.Web.Identity.Sessions;

/// <summary>An open page outlives its request: it asks again whether its person is still who they were, and ends when not.</summary>
public sealed class CircuitSession(LoginSessions sessions, ILoggerFactory logs) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        IsStillAsync(authenticationState.User, cancellationToken);

    /// <summary>A database that is away answers nobody, and nothing can be read or done without it: no reason to show people out.</summary>
    internal async Task<bool> IsStillAsync(ClaimsPrincipal before, CancellationToken ct)
    {
        try
        {
            return CurrentActor.IdOf(before, ClaimNames.Session) is { } session
                && await sessions.CheckAsync(session, ct) is { } member
                && member.Actor == CurrentActor.Of(before);
        }
        catch (Exception e) when (e.IsAway())
        {
            return true;
        }
    }
}
