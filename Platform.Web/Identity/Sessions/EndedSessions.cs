using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Platform.Web.Identity.Sessions;

/// <summary>
/// A cookie or token that can be read but whose session has ended names nobody: such a request is asked to sign in.
/// The framework would call it forbidden, because the reading itself went well.
/// </summary>
public sealed class EndedSessions : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler otherwise = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Forbidden && context.User.Identity is not { IsAuthenticated: true }
            ? context.ChallengeAsync()
            : otherwise.HandleAsync(next, context, policy, authorizeResult);
}
