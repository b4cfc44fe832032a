using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Platform.Web.Identity;

/// <summary>
/// How much one address, person, key or organisation may ask of one node. Guesses at passwords and codes are
/// limited in the database besides (<see cref="SignIn.Attempts"/>), because nodes do not share these.
/// </summary>
public static class Limits
{
    public const string SignIn = "sign-in";
    public const string Api = "api";

    public static void AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var signIns = configuration.Number("PLATFORM_LIMIT_SIGN_IN", 120);
        var calls = configuration.Number("PLATFORM_LIMIT_API", 600);
        var organisation = configuration.Number("PLATFORM_LIMIT_ORGANISATION", 3_000);
        var all = configuration.Number("PLATFORM_LIMIT_ADDRESS", 3_000);
        var pages = configuration.Number("PLATFORM_LIMIT_PAGES", 100);

        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = SayWhenAsync;
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => PerMinute($"address {Address(http)}", all)),
                PartitionedRateLimiter.Create<HttpContext, string>(http =>
                    http.User.FindFirst(ClaimNames.Organisation)?.Value is { } id ? PerMinute($"organisation {id}", organisation) : RateLimitPartition.GetNoLimiter("")),
                PartitionedRateLimiter.Create<HttpContext, string>(http =>
                    IsLine(http.Request) ? AtOnce($"pages {Caller(http)}", pages) : RateLimitPartition.GetNoLimiter("")));
            options.AddPolicy(SignIn, http => HttpMethods.IsPost(http.Request.Method) ? PerMinute($"sign-in {Address(http)}", signIns) : RateLimitPartition.GetNoLimiter(""));
            options.AddPolicy(Api, http => PerMinute(Caller(http), calls));
        });
    }

    private static RateLimitPartition<string> PerMinute(string who, int most) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = most,
        TokensPerPeriod = Math.Max(1, most / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    private static RateLimitPartition<string> AtOnce(string who, int most) =>
        RateLimitPartition.GetConcurrencyLimiter(who, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 });

    /// <summary>
    /// The request that carries a live page lasts as long as the page: counting those caps a person's circuits
    /// before one is built, where a circuit handler could only break it afterwards.
    /// </summary>
    private static bool IsLine(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path == "/_blazor";

    private static string Caller(HttpContext http) =>
        http.User.FindFirst(ClaimNames.Key)?.Value is { } key ? $"key {key}"
        : http.User.FindFirst(ClaimNames.User)?.Value is { } user ? $"user {user}"
        : $"address {Address(http)}";

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The body comes from the shell: a page for people, problem details for programs.</summary>
    private static ValueTask SayWhenAsync(OnRejectedContext context, CancellationToken ct)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
