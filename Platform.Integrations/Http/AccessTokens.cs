using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.Integrations.Http;

/// <summary>What a provider answered to a login.</summary>
/// <param name="Value">Null when it holds no token.</param>
internal sealed record LentToken(string? Value, TimeSpan Life)
{
    public static LentToken OAuth(JsonElement answer) => new(answer.Text("access_token"), TimeSpan.FromSeconds(answer.Whole("expires_in") ?? 0));
}

/// <summary>Tokens that providers lend for an hour against a seller's credentials, asked for once and not for every call.</summary>
internal sealed class AccessTokens(TimeProvider clock)
{
    private const int Most = 5_000;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> held = new();

    /// <summary>A token that was taken back before its time is asked for anew, once.</summary>
    /// <param name="credentials">What the token is lent against; kept as a hash only.</param>
    /// <param name="read">Where the token is in the answer; as OAuth has it, unless said.</param>
    public async Task<Calling.Answer> CallAsync(
        HttpClient http, string credentials, Func<HttpRequestMessage> login, Func<string, HttpRequestMessage> request, Func<Calling.Answer, ProviderCalls.Blame?> blame, CancellationToken ct,
        Func<JsonElement, LentToken>? read = null)
    {
        var key = KeyOf(credentials);
        if (held.TryGetValue(key, out var kept) && kept.Until > clock.GetUtcNow())
        {
            using var first = request(kept.Token);
            var answer = await http.AskAsync(first, ct);
            if (answer.Status is not HttpStatusCode.Unauthorized) return ProviderCalls.Judged(answer, first.Method, blame);
            held.TryRemove(key, out _);
        }

        return await http.CallAsync(request(await GetAsync(http, credentials, login, blame, ct, read)), blame, ct);
    }

    /// <summary>Always a new one, for whoever wants to know whether the credentials are good.</summary>
    public async Task<string> GetAsync(
        HttpClient http, string credentials, Func<HttpRequestMessage> login, Func<Calling.Answer, ProviderCalls.Blame?> blame, CancellationToken ct, Func<JsonElement, LentToken>? read = null)
    {
        var (token, life) = (read ?? LentToken.OAuth)((await ProviderCalls.HarmlessAsync(() => http.CallAsync(login(), blame, ct))).Json);
        if (token is null) throw new ProviderException("no_token", ProviderFault.Retry) { Reason = Trouble.NoAnswer };
        if (held.Count > Most) held.Clear();
        held[KeyOf(credentials)] = (token, clock.GetUtcNow() + life - Margin);
        return token;
    }

    private static string KeyOf(string credentials) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credentials)));
}
