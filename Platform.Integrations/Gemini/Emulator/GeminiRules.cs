using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.Integrations.Gemini.Emulator;

/// <summary>What Gemini refuses a request for.</summary>
internal static partial class GeminiRules
{
    /// <summary>Which fields an object may have, and what kind of object each holds; an empty kind is not looked into.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Fields = new()
    {
        ["request"] = Of("contents:content systemInstruction:content tools:tool toolConfig:toolConfig safetySettings:safety generationConfig:generation cachedContent serviceTier"),
        ["content"] = Of("role parts:part"),
        ["part"] = Of("text inlineData:blob fileData:file functionCall:call functionResponse:response executableCode codeExecutionResult toolCall toolResponse thought thoughtSignature mediaResolution videoMetadata partMetadata"),
        ["blob"] = Of("mimeType data"),
        ["file"] = Of("mimeType fileUri"),
        ["call"] = Of("id name args"),
        ["response"] = Of("id name response parts"),
        ["tool"] = Of("functionDeclarations:function"),
        ["function"] = Of("name description parameters parametersJsonSchema response responseJsonSchema"),
        ["toolConfig"] = Of("functionCallingConfig:calling"),
        ["calling"] = Of("mode allowedFunctionNames"),
        ["safety"] = Of("category threshold"),
        ["generation"] = Of("maxOutputTokens stopSequences candidateCount temperature topP topK seed presencePenalty frequencyPenalty responseMimeType responseSchema responseJsonSchema responseModalities mediaResolution thinkingConfig:thinking"),
        ["thinking"] = Of("includeThoughts thinkingBudget thinkingLevel"),
    };

    /// <summary>Null where everything is in order.</summary>
    public static string? Broken(string model, JsonObject request, ConcurrentDictionary<string, string> signed)
    {
        if (Unknown(request, "request", "") is { } field) return $"Invalid JSON payload received. Unknown name {field}: Cannot find field.";

        var contents = Objects(request["contents"]).ToList();
        if (contents is []) return "* GenerateContentRequest.contents: contents is not specified";
        if (contents.FirstOrDefault(content => (string?)content["role"] is not ("user" or "model")) is not null) return "Please use a valid role: user, model.";
        if (contents.Any(content => Parts(content).Any(part => Kinds(part) != 1))) return "* GenerateContentRequest.contents.parts: required oneof field 'data' must have one initialized field";
        if ((string?)contents[0]["role"] != "user") return "Please ensure that the conversation starts with a user turn.";
        if ((string?)contents[^1]["role"] == "model") return "Requests ending with a model turn are not supported.";

        return BrokenTools(request) ?? BrokenTurns(contents) ?? (model.StartsWith("gemini-3", StringComparison.Ordinal) ? BrokenSignature(contents, signed) : null);
    }

    private static string? Unknown(JsonObject node, string kind, string at)
    {
        foreach (var (name, value) in node)
        {
            if (!Fields[kind].TryGetValue(name, out var inner)) return $"\"{name}\" at '{at.TrimStart('.')}'";
            if (inner.Length > 0 && Objects(value).Select(child => Unknown(child, inner, $"{at}.{name}")).FirstOrDefault(found => found is not null) is { } unknown) return unknown;
        }

        return null;
    }

    private static string? BrokenTools(JsonObject request)
    {
        foreach (var function in Objects(request["tools"]).SelectMany(tool => Objects(tool["functionDeclarations"])))
        {
            if (!FunctionName().IsMatch((string?)function["name"] ?? "")) return "Invalid function name.";
            if (function["parametersJsonSchema"] is JsonObject schema && schema["properties"] is not JsonObject { Count: > 0 }) return "parameters.properties: should be non-empty for OBJECT type";
        }

        return null;
    }

    /// <summary>What was called is answered at once, each call once and in the user's turn.</summary>
    private static string? BrokenTurns(List<JsonObject> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            var calls = Parts(contents[i]).Select(part => part["functionCall"]).OfType<JsonObject>().ToList();
            var answers = i + 1 < contents.Count ? Parts(contents[i + 1]).Select(part => part["functionResponse"]).OfType<JsonObject>().ToList() : [];
            if (i == 0 && Parts(contents[0]).Any(part => part.ContainsKey("functionResponse"))) return "Please ensure that function response turn comes immediately after a function call turn.";
            if (calls.Count != answers.Count) return "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.";
            if (answers.Any(answer => answer["response"] is not JsonObject)) return "function_response.response must be an object.";
            if (calls.Zip(answers).Any(pair => (string?)pair.First["name"] != (string?)pair.Second["name"] || (string?)pair.First["id"] != (string?)pair.Second["id"]))
                return "Function response does not match its function call.";
        }

        return null;
    }

    /// <summary>Since the user last said something, the first call of every step carries the signature it came with.</summary>
    private static string? BrokenSignature(List<JsonObject> contents, ConcurrentDictionary<string, string> signed)
    {
        var turn = contents.FindLastIndex(content => (string?)content["role"] == "user" && Parts(content).Any(part => !part.ContainsKey("functionResponse")));
        for (var i = turn + 1; i < contents.Count; i++)
        {
            if (Parts(contents[i]).FirstOrDefault(part => part.ContainsKey("functionCall")) is not { } first) continue;
            if ((string?)first["thoughtSignature"] is not { } signature)
                return $"Function call is missing a thought_signature in functionCall parts. Function call `{first["functionCall"]!["name"]}`, position {i + 1}.";
            if (!signed.TryGetValue(signature, out var call) || !JsonNode.DeepEquals(JsonNode.Parse(call), first["functionCall"]))
                return "Corrupted thought signature.";
        }

        return null;
    }

    private static IEnumerable<JsonObject> Parts(JsonObject content) => Objects(content["parts"]);

    private static int Kinds(JsonObject part) => part.Count(field => field.Key is not ("thought" or "thoughtSignature" or "mediaResolution" or "videoMetadata" or "partMetadata"));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonArray array => array.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    private static Dictionary<string, string> Of(string fields) => fields.Split(' ').Select(field => field.Split(':')).ToDictionary(field => field[0], field => field is [_, var kind] ? kind : "");

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,62}$")]
    private static partial Regex FunctionName();
}
