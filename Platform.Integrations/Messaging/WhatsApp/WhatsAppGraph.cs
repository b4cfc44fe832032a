using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>Meta's Graph: one address and version, one bearer per seller, one way of refusing.</summary>
internal sealed class WhatsAppGraph(HttpClient http, IOptions<WhatsAppOptions> options)
{
    /// <summary>Files lie on a host of their own, which wants the same bearer; nobody else gets it.</summary>
    private const string MediaHost = "lookaside.fbsbx.com";

    private readonly WhatsAppOptions options = options.Value;

    public Task<JsonElement> GetAsync(string? token, string path, CancellationToken ct, params (string Name, string? Value)[] query) =>
        AskAsync(new(HttpMethod.Get, Address(path, token, query)), token, ct);

    public Task<JsonElement> PostAsync<T>(string token, string path, T body, CancellationToken ct) =>
        AskAsync(new(HttpMethod.Post, Address(path, token)) { Content = JsonContent.Create(body, options: Calling.Json) }, token, ct);

    public Task<JsonElement> DeleteAsync(string token, string path, CancellationToken ct, params (string Name, string? Value)[] query) =>
        AskAsync(new(HttpMethod.Delete, Address(path, token, query)), token, ct);

    public Task<JsonElement> UploadAsync(string token, string path, HttpContent content, CancellationToken ct) =>
        AskAsync(new(HttpMethod.Post, Address(path, token)) { Content = content }, token, ct, within: TimeSpan.FromMinutes(5));

    /// <summary>The headers of a file; its bytes are still on the line.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string token, Uri file, CancellationToken ct)
    {
        if (!IsMetas(file)) throw new ProviderException("media_elsewhere", ProviderFault.Final, file.Host) { Reason = Trouble.MediaFailed };

        using var request = new HttpRequestMessage(HttpMethod.Get, file) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return await http.DialAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    private bool IsMetas(Uri file) =>
        (file.Scheme == options.ApiUrl.Scheme && file.Authority == options.ApiUrl.Authority)
        || (file.Scheme == Uri.UriSchemeHttps && string.Equals(file.IdnHost, MediaHost, StringComparison.OrdinalIgnoreCase) && file.IsDefaultPort);

    private async Task<JsonElement> AskAsync(HttpRequestMessage request, string? token, CancellationToken ct, TimeSpan? within = null)
    {
        using (request)
        {
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            var answer = await http.AskAsync(request, ct, within);

            // Meta has answered errors with 200 before; the member decides.
            if (answer.Json.Member("error") is { ValueKind: JsonValueKind.Object } error) throw Refused(error);
            return answer is { IsSuccess: true, Json.ValueKind: JsonValueKind.Object } ? answer.Json : throw answer.Unexplained(request.Method);
        }
    }

    /// <summary>The base address may have a path of its own, which a leading slash would drop.</summary>
    private Uri Address(string path, string? token, params (string Name, string? Value)[] query)
    {
        var address = $"{options.ApiUrl.ToString().TrimEnd('/')}/{options.Version}/{path}";
        foreach (var (name, value) in query)
            if (value is not null)
                address = QueryHelpers.AddQueryString(address, name, value);

        return new(token is null ? address : QueryHelpers.AddQueryString(address, "appsecret_proof", Proof(token)));
    }

    /// <summary>Shows that we hold the app's secret; a stolen token alone is then worth nothing where the app insists on it.</summary>
    private string Proof(string token) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret), Encoding.UTF8.GetBytes(token)));

    private static ProviderException Refused(JsonElement error)
    {
        var code = error.Text("code") ?? "unknown";
        var trouble = code is "100" && error.Text("error_subcode") is "36007" or "36009" ? new(ProviderFault.Final, Trouble.CodeExpired) : WhatsAppErrors.Of(code, error.Text("error_subcode"));
        return new ProviderException(code, trouble.Fault, $"fbtrace {error.Text("fbtrace_id")}") { Reason = trouble.Word };
    }
}
