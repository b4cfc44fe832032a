using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.SignIn;
using Platform.Web.Identity.TwoFactor;

namespace Platform.Web.Identity.ApiKeys;

/// <summary>Signs a person's program in, by the same rules as the page.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app) =>
        app.MapPost("/auth/login", SignInAsync).AllowAnonymous().RequireRateLimiting(Limits.SignIn).WithTags("Auth");

    private static async Task<Results<JsonHttpResult<SignedIn>, ProblemHttpResult>> SignInAsync(
        Credentials credentials, HttpContext http, PasswordCheck passwords, SecondFactor secondFactor, Entrance entrance, Visitors visitors,
        IOptionsMonitor<BearerTokenOptions> tokens, CancellationToken ct)
    {
        var from = visitors.Of(http);
        switch (await passwords.CheckAsync(credentials.Email ?? "", credentials.Password ?? "", from, ct))
        {
            case PasswordOutcome.Right right:
                return await OpenAsync(right.User, from, entrance, tokens, ct);
            case PasswordOutcome.NeedsCode when credentials.Code is null:
                return Refused(StatusCodes.Status401Unauthorized, "two_factor_required");
            case PasswordOutcome.NeedsCode needs:
                return await secondFactor.CheckAsync(needs.User, credentials.Code, from, ct) switch
                {
                    CodeOutcome.Right => await OpenAsync(needs.User, from, entrance, tokens, ct),
                    CodeOutcome.Wait => Refused(StatusCodes.Status429TooManyRequests, "too_many_attempts"),
                    _ => Refused(StatusCodes.Status401Unauthorized, "invalid_code"),
                };
            case PasswordOutcome.Wait:
                http.Response.Headers.RetryAfter = $"{(int)Attempts.Window.TotalSeconds}";
                return Refused(StatusCodes.Status429TooManyRequests, "too_many_attempts");
            case PasswordOutcome.Unconfirmed:
                return Refused(StatusCodes.Status401Unauthorized, "email_not_confirmed");
            default:
                return Refused(StatusCodes.Status401Unauthorized, "invalid_credentials");
        }
    }

    /// <summary>The framework's own bearer token around a session of ours, which can be ended like any other.</summary>
    private static async Task<JsonHttpResult<SignedIn>> OpenAsync(
        User user, Visitor from, Entrance entrance, IOptionsMonitor<BearerTokenOptions> tokens, CancellationToken ct)
    {
        var session = await entrance.EnterAsync(user, from, ct);
        var ticket = new AuthenticationTicket(
            Entrance.PrincipalOf(session, Schemes.Token),
            new AuthenticationProperties { ExpiresUtc = session.ExpiresAt },
            $"{Schemes.Token}:AccessToken");
        var token = tokens.Get(Schemes.Token).BearerTokenProtector.Protect(ticket);
        return TypedResults.Json(new SignedIn(token, new(user.Id, user.Email!, session.OrganisationId)), ApiJson.Options);
    }

    private static ProblemHttpResult Refused(int status, string code) => TypedResults.Problem(statusCode: status, type: code);

    internal sealed record Credentials(string? Email, string? Password, string? Code);
    internal sealed record SignedIn(string Token, Person User);
    internal sealed record Person(Guid Id, string Email, Guid OrganizationId);
}
