using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Platform.Integrations.Gemini.Emulator;

/// <summary>
/// Google's side of `generateContent`: strict about what it is sent, with answers written beforehand.
/// It keeps what it got, and knows a thought signature of its own when it sees one again.
/// </summary>
public sealed class GeminiEmulator
{
    public const string Path = "/emulators/gemini/v1beta";
    public const string Key = "demo-gemini-key";

    private readonly ConcurrentQueue<Func<HttpContext, Task<IResult>>> script = new();
    private readonly ConcurrentQueue<Asked> asked = new();
    private readonly ConcurrentDictionary<string, string> signed = new();

    /// <summary>One request as it came, whether or not it was taken.</summary>
    public sealed record Asked(string Model, JsonObject Body);

    public IReadOnlyList<Asked> Requests => [.. asked];

    public void Map(IEndpointRouteBuilder app)
    {
        var models = app.MapGroup($"{Path}/models").AllowAnonymous().DisableAntiforgery().WithTags("Emulators");
        models.MapPost("/{model}:generateContent", AnswerAsync);
        models.MapPost("/{model}:streamGenerateContent", AnswerAsync);
    }

    /// <summary>The next answer is this text.</summary>
    public GeminiEmulator Says(string text) => Answers(Finished(new JsonObject { ["text"] = text }));

    /// <summary>The next answer calls these tools; as with the real one, the first call carries the signature.</summary>
    public GeminiEmulator Calls(params IReadOnlyList<(string Tool, JsonObject Arguments)> calls) => Answers(Finished([.. calls.Select((call, i) =>
    {
        var called = new JsonObject { ["id"] = $"fc-{Guid.NewGuid():N}", ["name"] = call.Tool, ["args"] = call.Arguments.DeepClone() };
        var part = new JsonObject { ["functionCall"] = called };
        if (i == 0) part["thoughtSignature"] = Sign(called);
        return part;
    })]));

    /// <summary>The next answer is this one, word for word.</summary>
    public GeminiEmulator Answers(JsonObject answer) => Answers(answer.ToJsonString());

    public GeminiEmulator Answers(string body, int status = StatusCodes.Status200OK, string contentType = "application/json") =>
        Plan(_ => Task.FromResult(Results.Text(body, contentType, Encoding.UTF8, status)));

    /// <summary>The next answer takes this long, and then says this.</summary>
    public GeminiEmulator SaysAfter(TimeSpan wait, string text) => Plan(async http =>
    {
        await Task.Delay(wait, http.RequestAborted);
        return Results.Text(Finished(new JsonObject { ["text"] = text }).ToJsonString(), "application/json");
    });

    public GeminiEmulator Fails(int status, string code, params IReadOnlyList<JsonObject> details) => Answers(Error(status, code, "Emulated", details).ToJsonString(), status);

    public GeminiEmulator IsOverloaded() => Fails(503, "UNAVAILABLE");

    public GeminiEmulator IsOutOfQuota(TimeSpan retry, bool forToday = false) => Fails(429, "RESOURCE_EXHAUSTED",
        new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
            ["violations"] = new JsonArray(new JsonObject { ["quotaId"] = forToday ? "GenerateRequestsPerDayPerProjectPerModel" : "GenerateRequestsPerMinutePerProjectPerModel" }),
        },
        new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = FormattableString.Invariant($"{retry.TotalSeconds}s") });

    public GeminiEmulator Blocks() => Answers(new JsonObject { ["promptFeedback"] = new JsonObject { ["blockReason"] = "PROHIBITED_CONTENT" } });

    /// <summary>An answer with these parts that came to its end.</summary>
    public static JsonObject Finished(params JsonObject[] parts) => Ended("STOP", parts);

    public static JsonObject Ended(string reason, params JsonObject[] parts) => new()
    {
        ["candidates"] = new JsonArray(new JsonObject
        {
            ["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray([.. parts]) },
            ["finishReason"] = reason,
            ["index"] = 0,
        }),
        ["usageMetadata"] = new JsonObject { ["promptTokenCount"] = 100, ["cachedContentTokenCount"] = 40, ["candidatesTokenCount"] = 20, ["thoughtsTokenCount"] = 30, ["totalTokenCount"] = 150 },
        ["modelVersion"] = "gemini-emulated",
        ["responseId"] = "emulated",
    };

    private GeminiEmulator Plan(Func<HttpContext, Task<IResult>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    private async Task<IResult> AnswerAsync(string model, HttpContext http)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Headers["x-goog-api-key"].ToString()), Encoding.UTF8.GetBytes(Key)))
            return Refuse("API key not valid. Please pass a valid API key.", new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = "API_KEY_INVALID", ["domain"] = "googleapis.com" });

        JsonObject? body;
        try
        {
            body = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is null) return Refuse("Invalid JSON payload received.");
        asked.Enqueue(new(model, (JsonObject)body.DeepClone()));
        if (GeminiRules.Broken(model, body, signed) is { } why) return Refuse(why);

        return script.TryDequeue(out var answer)
            ? await answer(http)
            : Results.Text(Finished(new JsonObject { ["text"] = "D'accord." }).ToJsonString(), "application/json");
    }

    /// <summary>Opaque to whoever reads it, and good for this one call only.</summary>
    private string Sign(JsonObject call)
    {
        var signature = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        signed[signature] = call.ToJsonString();
        return signature;
    }

    private static IResult Refuse(string why, params IReadOnlyList<JsonObject> details) =>
        Results.Text(Error(400, "INVALID_ARGUMENT", why, details).ToJsonString(), "application/json", Encoding.UTF8, StatusCodes.Status400BadRequest);

    private static JsonObject Error(int status, string code, string message, IReadOnlyList<JsonObject> details) => new()
    {
        ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = code, ["details"] = new JsonArray([.. details]) },
    };
}
