using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Platform.Integrations.Http;

namespace Platform.Integrations.Gemini;

/// <summary>
/// Google's models over REST. A model that has retired, is overloaded or out of quota gives way to the next one,
/// and all of it happens within one patience: a customer waits for the answer.
/// </summary>
public sealed class GeminiChatClient(HttpClient http, GeminiOptions options, TimeProvider clock) : IChatClient
{
    public const string Name = "gemini";

    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, DateTimeOffset> resting = new();
    private readonly ChatClientMetadata metadata = new("gcp.gen_ai", options.BaseUrl, options.Model);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = GeminiRequest.Write([.. messages], options, Settings);
        return await FromFirstAbleAsync(options, (model, patience) => AskAsync(model, body, patience, cancellationToken));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var body = GeminiRequest.Write([.. messages], options, Settings);
        using var response = await FromFirstAbleAsync(options, (model, patience) => OpenAsync(model, body, patience, cancellationToken));
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var update in GeminiStream.ReadAsync(stream, cancellationToken)) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey switch
    {
        not null => null,
        _ when serviceType == typeof(ChatClientMetadata) => metadata,
        _ => serviceType.IsInstanceOfType(this) ? this : null,
    };

    public void Dispose() => http.Dispose();

    private GeminiOptions Settings => options;

    private async Task<T> FromFirstAbleAsync<T>(ChatOptions? asked, Func<string, TimeSpan, Task<T>> askAsync)
    {
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(options.PatienceSeconds);
        ProviderException? last = null;
        foreach (var model in Able(asked?.ModelId ?? options.Model))
        {
            var left = until - clock.GetUtcNow();
            if (left < ShortestAttempt) break;
            try
            {
                return await askAsync(model, left);
            }
            catch (GeminiException e) when (e.MayAnotherModel)
            {
                if (e.Rest(clock.GetUtcNow()) is { } rest) resting[model] = rest;
                last = e;
            }
        }

        throw last ?? new ProviderException("all_models_rest", ProviderFault.Retry);
    }

    private IEnumerable<string> Able(string model) => new[] { model, options.FallbackModel }
        .Where(name => name.Length > 0 && (!resting.TryGetValue(name, out var until) || until <= clock.GetUtcNow()))
        .Distinct();

    private async Task<ChatResponse> AskAsync(string model, JsonObject body, TimeSpan patience, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + patience;
        var response = await OnceAsync(model, body, patience, ct);
        if (response is not { FinishReason: { } reason } || reason != ChatFinishReason.Length || !GeminiAnswer.IsEmpty(response)) return response;

        // It thought until nothing was left to speak with.
        var wider = (JsonObject)body.DeepClone();
        wider["generationConfig"]!["maxOutputTokens"] = 4 * (int)wider["generationConfig"]!["maxOutputTokens"]!;
        var again = await OnceAsync(model, wider, until - clock.GetUtcNow(), ct);
        if (again.Usage is { } usage && response.Usage is { } spent) usage.Add(spent);
        return again;
    }

    private async Task<ChatResponse> OnceAsync(string model, JsonObject body, TimeSpan patience, CancellationToken ct)
    {
        if (patience < ShortestAttempt) throw new ProviderException("out_of_patience", ProviderFault.Retry);
        using var request = Request($"models/{model}:generateContent", body);
        var answer = await http.AskAsync(request, ct, patience);
        if (!answer.IsSuccess) throw GeminiException.Of((int)answer.Status, answer.Json);
        return GeminiAnswer.Read(answer.Json);
    }

    private async Task<HttpResponseMessage> OpenAsync(string model, JsonObject body, TimeSpan patience, CancellationToken ct)
    {
        using var request = Request($"models/{model}:streamGenerateContent?alt=sse", body);
        var response = await http.DialAsync(request, HttpCompletionOption.ResponseHeadersRead, ct, patience);
        if (response.IsSuccessStatusCode) return response;

        using (response)
            throw GeminiException.Of((int)response.StatusCode, LenientJson.Parse(await response.Content.ReadAsByteArrayAsync(ct)));
    }

    /// <summary>The key goes in a header: an address ends up in logs.</summary>
    private HttpRequestMessage Request(string path, JsonObject body) => new(HttpMethod.Post, new Uri($"{options.BaseUrl.ToString().TrimEnd('/')}/{path}"))
    {
        Headers = { { "x-goog-api-key", options.ApiKey } },
        Content = JsonContent.Create(body),
    };
}
