using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Integrations.Http;

/// <summary>Calls to providers. Every way the line can fail becomes a <see cref="ProviderException"/> that says whether the request may have arrived.</summary>
internal static class Calling
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is not said is left out: providers refuse a null where they take nothing.</summary>
    public static JsonSerializerOptions Json { get; } = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>What came back; nothing in <paramref name="Json"/> where it was not JSON.</summary>
    public sealed record Answer(HttpStatusCode Status, JsonElement Json)
    {
        public bool IsSuccess => (int)Status is >= 200 and <= 299;

        /// <summary>A status without a readable reason says nothing of what became of the request.</summary>
        public ProviderException Unexplained(HttpMethod method) => Status switch
        {
            HttpStatusCode.TooManyRequests => new("http_429", ProviderFault.Retry) { Reason = Trouble.TooFast },
            HttpStatusCode.Unauthorized => new("http_401", ProviderFault.Fix) { Reason = Trouble.AccessExpired },
            >= HttpStatusCode.InternalServerError => new($"http_{(int)Status}", Doubt(method)) { Reason = Trouble.ProviderDown },
            _ when IsSuccess => new("unreadable", Doubt(method)) { Reason = Trouble.NoAnswer },
            _ => new($"http_{(int)Status}", ProviderFault.Final) { Reason = Trouble.Refused },
        };
    }

    public static async Task<Answer> AskAsync(this HttpClient http, HttpRequestMessage request, CancellationToken ct, TimeSpan? within = null)
    {
        using var response = await http.DialAsync(request, HttpCompletionOption.ResponseContentRead, ct, within);
        return new(response.StatusCode, LenientJson.Parse(await response.Content.ReadAsByteArrayAsync(ct)));
    }

    /// <param name="within">How long the answer may take; with <see cref="HttpCompletionOption.ResponseHeadersRead"/> only its head.</param>
    public static async Task<HttpResponseMessage> DialAsync(
        this HttpClient http, HttpRequestMessage request, HttpCompletionOption completion, CancellationToken ct, TimeSpan? within = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(within ?? Patience);
        try
        {
            return await http.SendAsync(request, completion, patience.Token);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new ProviderException(Trouble.Unreachable, ProviderFault.Retry, e.HttpRequestError.ToString(), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ProviderException(Trouble.NoAnswer, Doubt(request.Method), e.GetType().Name, e);
        }
    }

    /// <summary>Asking to see something changes nothing and may be asked again.</summary>
    private static ProviderFault Doubt(HttpMethod method) => method == HttpMethod.Get ? ProviderFault.Retry : ProviderFault.Unknown;
}
