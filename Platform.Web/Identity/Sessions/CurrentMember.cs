using Microsoft.AspNetCore.Components.Authorization;

namespace Platform.Web.Identity.Sessions;

/// <summary>The person on this page, asked for at the moment something is done and not when the page was opened.</summary>
public sealed class CurrentMember(AuthenticationStateProvider state, LoginSessions sessions)
{
    public async Task<Member> GetAsync()
    {
        var principal = (await state.GetAuthenticationStateAsync()).User;
        return CurrentActor.IdOf(principal, ClaimNames.Session) is { } session && await sessions.CheckAsync(session, CancellationToken.None) is { } member
            ? member
            : throw new UnauthorizedAccessException("The session has ended");
    }
}
