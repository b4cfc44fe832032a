using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Wati;

/// <summary>Wati's way of answering: a status, and under the status of a yes perhaps a no.</summary>
internal sealed class WatiApi(HttpClient http)
{
    public Task<JsonElement> GetAsync(ChannelAccount account, Uri address, CancellationToken ct) => AskAsync(Request(account, HttpMethod.Get, address), ct);

    public Task<JsonElement> PostAsync<T>(ChannelAccount account, Uri address, T? body, CancellationToken ct)
    {
        var request = Request(account, HttpMethod.Post, address);
        if (body is not null) request.Content = JsonContent.Create(body, options: Calling.Json);
        return AskAsync(request, ct);
    }

    /// <summary>The head of a file; its bytes are still on the line.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ChannelAccount account, Uri file, CancellationToken ct)
    {
        using var request = Request(account, HttpMethod.Get, file);
        return await http.DialAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    public static ProviderException No(string? sentence)
    {
        var trouble = WatiErrors.Of(sentence);
        return new("result_false", trouble.Fault) { Reason = trouble.Word };
    }

    private async Task<JsonElement> AskAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            var answer = await http.AskAsync(request, ct);
            if (!answer.IsSuccess)
            {
                var trouble = WatiErrors.Of(answer.Status);
                throw new ProviderException(answer.Json.Text("code") ?? $"{(int)answer.Status}", trouble.Fault) { Reason = trouble.Word };
            }

            if (answer.Json.ValueKind is not JsonValueKind.Object) throw answer.Unexplained(request.Method);

            var isNo = answer.Json.Member("success")?.ValueKind is JsonValueKind.False || answer.Json.Member("result")?.ValueKind is JsonValueKind.False || answer.Json.Member("ok")?.ValueKind is JsonValueKind.False;
            return isNo ? throw No(answer.Json.Text("message", "info", "error", "errors")) : answer.Json;
        }
    }

    private static HttpRequestMessage Request(ChannelAccount account, HttpMethod method, Uri address)
    {
        // Wati shows its tokens with the scheme's name in front, and so they are pasted.
        var token = account.AccessToken.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? account.AccessToken[7..] : account.AccessToken;
        return new(method, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token.Trim()) } };
    }
}
