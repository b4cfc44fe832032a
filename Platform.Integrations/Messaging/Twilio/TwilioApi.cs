using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>Twilio's two hosts, its credentials and its one way of refusing.</summary>
internal sealed class TwilioApi(HttpClient http, IOptions<TwilioOptions> options)
{
    private readonly TwilioOptions options = options.Value;

    public Uri Messages(ChannelAccount account, string query = "") => Address(options.ApiUrl, $"2010-04-01/Accounts/{Uri.EscapeDataString(account.AccountId ?? "")}/Messages.json{query}");

    public Uri Content(string path) => Address(options.ContentUrl, $"v1/{path}");

    public Task<JsonElement> GetAsync(ChannelAccount account, Uri address, CancellationToken ct) => AskAsync(account, new(HttpMethod.Get, address), ct);

    public Task<JsonElement> PostAsync(ChannelAccount account, Uri address, HttpContent content, CancellationToken ct) => AskAsync(account, new(HttpMethod.Post, address) { Content = content }, ct);

    public Task DeleteAsync(ChannelAccount account, Uri address, CancellationToken ct) => AskAsync(account, new(HttpMethod.Delete, address), ct);

    /// <param name="credentials">Null where they must not go.</param>
    public async Task<HttpResponseMessage> OpenAsync(Uri file, ChannelAccount? credentials, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file) { Headers = { Authorization = credentials is null ? null : Credentials(credentials) } };
        return await http.DialAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    /// <summary>A key (`SK…:secret`) stands in for the account and its token when calling; webhooks are signed with the token all the same.</summary>
    public static bool IsKey(ChannelAccount account) => account.AccessToken.StartsWith("SK", StringComparison.Ordinal) && account.AccessToken.Contains(':', StringComparison.Ordinal);

    public static ProviderException Refused(string code, JsonElement answer)
    {
        var trouble = TwilioErrors.Of(code);
        return new(code, trouble.Fault, answer.Text("more_info")) { Reason = trouble.Word };
    }

    private async Task<JsonElement> AskAsync(ChannelAccount account, HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            request.Headers.Authorization = Credentials(account);
            var answer = await http.AskAsync(request, ct);
            if (answer is { IsSuccess: true, Json.ValueKind: JsonValueKind.Object } or { Status: HttpStatusCode.NoContent }) return answer.Json;
            throw answer.Json.Text("code") is { } code ? Refused(code, answer.Json) : answer.Unexplained(request.Method);
        }
    }

    private static AuthenticationHeaderValue Credentials(ChannelAccount account) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(IsKey(account) ? account.AccessToken : $"{account.AccountId}:{account.AccessToken}")));

    /// <summary>The base address may have a path of its own, which a leading slash would drop.</summary>
    private static Uri Address(Uri host, string path) => new($"{host.ToString().TrimEnd('/')}/{path}");
}
