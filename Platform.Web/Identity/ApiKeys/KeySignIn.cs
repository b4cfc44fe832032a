using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Web.Store;

namespace Platform.Web.Identity.ApiKeys;

/// <summary>`Authorization: Bearer rk_…`. Looked up by fingerprint, so how long it takes says nothing about the secret.</summary>
public sealed class KeySignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, PlatformDbs dbs, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Bearer.Of(Request) is not { } secret) return AuthenticateResult.NoResult();

        var (hash, now) = (ApiKey.Fingerprint(secret), clock.GetUtcNow());
        await using var db = dbs.OpenAcross();
        var key = await db.Set<ApiKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null, Context.RequestAborted);
        if (key is null) return AuthenticateResult.Fail("Unknown key");

        if (key.LastUsedAt is not { } used || now - used > UseNotedEvery)
            await db.Set<ApiKey>().Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), Context.RequestAborted);

        return AuthenticateResult.Success(new AuthenticationTicket(Principal(key), Scheme.Name));
    }

    private ClaimsPrincipal Principal(ApiKey key) => new(new ClaimsIdentity(
        [
            new(ClaimNames.Key, key.Id.ToString("D")),
            new(ClaimNames.Name, key.Name),
            new(ClaimNames.Organisation, key.OrganisationId.ToString("D")),
            .. key.Scopes.Select(scope => new Claim(ClaimNames.Scope, scope)),
        ],
        Scheme.Name, ClaimNames.Name, ClaimNames.Role));
}

internal static class Bearer
{
    private const string Word = "Bearer ";

    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Word, StringComparison.OrdinalIgnoreCase) ? header[Word.Length..].Trim() : null;

    /// <summary>A key, a token of <see cref="TokenEndpoints"/>, or a browser with its cookie.</summary>
    public static string SchemeOf(HttpContext http) => Of(http.Request) switch
    {
        { } secret when secret.StartsWith(ApiKey.Mark, StringComparison.Ordinal) => Schemes.Key,
        not null => Schemes.Token,
        null => Schemes.Cookie,
    };
}
