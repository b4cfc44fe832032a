using System.Collections.Concurrent;
using System.Net;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments;

/// <summary>Tokens that gateways lend for an hour against a seller's credentials, asked for once and not for every call.</summary>
internal sealed class AccessTokens(TimeProvider clock)
{
    private const int Most = 5_000;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> held = new();

    /// <summary>A token that was taken back before its time is asked for anew, once.</summary>
    /// <param name="credentials">What the token is lent against; kept as a hash only.</param>
    public async Task<Calling.Answer> CallAsync(
        HttpClient http, string credentials, Func<HttpRequestMessage> login, Func<string, HttpRequestMessage> request, Func<Calling.Answer, GatewayCalls.Blame?> blame, CancellationToken ct)
    {
        var key = Signatures.Hash(credentials);
        if (held.TryGetValue(key, out var kept) && kept.Until > clock.GetUtcNow())
        {
            using var first = request(kept.Token);
            var answer = await http.AskAsync(first, ct);
            if (answer.Status is not HttpStatusCode.Unauthorized) return GatewayCalls.Judged(answer, first.Method, blame);
            held.TryRemove(key, out _);
        }

        return await http.CallAsync(request(await GetAsync(http, credentials, login, blame, ct)), blame, ct);
    }

    /// <summary>Always a new one, for whoever wants to know whether the credentials are good.</summary>
    public async Task<string> GetAsync(HttpClient http, string credentials, Func<HttpRequestMessage> login, Func<Calling.Answer, GatewayCalls.Blame?> blame, CancellationToken ct)
    {
        var answer = (await http.CallAsync(login(), blame, ct)).Json;
        var token = answer.Text("access_token") ?? throw new ProviderException("no_token", ProviderFault.Retry) { Reason = Trouble.NoAnswer };
        if (held.Count > Most) held.Clear();
        held[Signatures.Hash(credentials)] = (token, clock.GetUtcNow() + TimeSpan.FromSeconds(answer.Whole("expires_in") ?? 0) - Margin);
        return token;
    }
}
