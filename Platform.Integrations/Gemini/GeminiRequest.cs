using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Platform.Integrations.Gemini;

/// <summary>A chat as `generateContent` takes it. Fields it does not know are refused, so nothing is sent that the model was not asked for.</summary>
internal static class GeminiRequest
{
    /// <summary>Marks ids that are ours: a model that gave none must not get one back.</summary>
    public const string OwnId = "relais-";

    private static readonly string[] Harms = ["HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_HATE_SPEECH", "HARM_CATEGORY_SEXUALLY_EXPLICIT", "HARM_CATEGORY_DANGEROUS_CONTENT"];

    public static JsonObject Write(IReadOnlyList<ChatMessage> messages, ChatOptions? asked, GeminiOptions settings)
    {
        var body = new JsonObject
        {
            ["contents"] = Contents(messages),
            ["generationConfig"] = Generation(asked, settings),
            // Angry customers swear at shops; only what is certainly harmful stops an answer.
            ["safetySettings"] = new JsonArray([.. Harms.Select(harm => new JsonObject { ["category"] = harm, ["threshold"] = "BLOCK_ONLY_HIGH" })]),
        };

        var instructions = messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text).Append(asked?.Instructions).Where(text => !string.IsNullOrEmpty(text)).ToList();
        if (instructions is not []) body["systemInstruction"] = new JsonObject { ["parts"] = new JsonArray([.. instructions.Select(text => new JsonObject { ["text"] = text })]) };

        var tools = (asked?.Tools ?? []).OfType<AIFunctionDeclaration>().ToList();
        if (tools is not [])
        {
            body["tools"] = new JsonArray(new JsonObject { ["functionDeclarations"] = new JsonArray([.. tools.Select(Declare)]) });
            if (Mode(asked?.ToolMode) is { } mode) body["toolConfig"] = new JsonObject { ["functionCallingConfig"] = mode };
        }

        return body;
    }

    /// <summary>One turn per side: neighbours are one, the first is the user's, and answers of tools are the user's too.</summary>
    private static JsonArray Contents(IReadOnlyList<ChatMessage> messages)
    {
        var contents = new JsonArray();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in messages.Where(message => message.Role != ChatRole.System))
        {
            var role = message.Role == ChatRole.Assistant ? "model" : "user";
            var parts = Parts(message.Contents, names).ToList();
            if (parts is [] || (contents.Count == 0 && role == "model")) continue;

            if (contents is [.., JsonObject last] && (string?)last["role"] == role && !AnswersTools(last) && !parts.Any(IsToolAnswer))
                foreach (var part in parts) ((JsonArray)last["parts"]!).Add((JsonNode)part);
            else
                contents.Add((JsonNode)new JsonObject { ["role"] = role, ["parts"] = new JsonArray([.. parts]) });
        }

        return contents;
    }

    private static bool AnswersTools(JsonObject content) => ((JsonArray)content["parts"]!).OfType<JsonObject>().Any(IsToolAnswer);
    private static bool IsToolAnswer(JsonObject part) => part.ContainsKey("functionResponse");

    private static IEnumerable<JsonObject> Parts(IList<AIContent> contents, Dictionary<string, string> names)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (Part(contents[i], names) is not { } part) continue;

            // A signature belongs to the very part it came on, and is the next thing we kept.
            if (i + 1 < contents.Count && contents[i + 1] is TextReasoningContent { Text: "", ProtectedData: { } signature }) part["thoughtSignature"] = signature;
            yield return part;
        }
    }

    private static JsonObject? Part(AIContent content, Dictionary<string, string> names)
    {
        switch (content)
        {
            case { RawRepresentation: JsonElement { ValueKind: JsonValueKind.Object } raw }:
                return JsonObject.Create(raw.Clone());
            case TextReasoningContent { Text.Length: > 0 } thought:
                return new() { ["text"] = thought.Text, ["thought"] = true };
            case TextReasoningContent:
                return null;
            case TextContent text:
                return new() { ["text"] = text.Text };
            case DataContent data:
                return new() { ["inlineData"] = new JsonObject { ["mimeType"] = Bare(data.MediaType), ["data"] = data.Base64Data.ToString() } };
            case UriContent file:
                return new() { ["fileData"] = new JsonObject { ["mimeType"] = Bare(file.MediaType), ["fileUri"] = file.Uri.ToString() } };
            case FunctionCallContent call:
                names[call.CallId] = call.Name;
                return new() { ["functionCall"] = Named(call.CallId, call.Name, "args", JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>())) };
            case FunctionResultContent result:
                var name = names.GetValueOrDefault(result.CallId) ?? throw new InvalidOperationException("A tool's answer without its call");
                return new() { ["functionResponse"] = Named(result.CallId, name, "response", Wrapped(result)) };
            default:
                return null;
        }
    }

    private static JsonObject Named(string id, string name, string what, JsonNode? value)
    {
        var named = new JsonObject { ["name"] = name, [what] = value };
        if (!id.StartsWith(OwnId, StringComparison.Ordinal)) named["id"] = id;
        return named;
    }

    /// <summary>Answers are objects; anything else is wrapped in one.</summary>
    private static JsonObject Wrapped(FunctionResultContent result) => result switch
    {
        { Exception: { } e } => new() { ["error"] = e.Message },
        _ => JsonSerializer.SerializeToNode(result.Result) is JsonObject answer ? answer : new() { ["output"] = JsonSerializer.SerializeToNode(result.Result) },
    };

    /// <summary>Voice notes come as `audio/ogg; codecs=opus`, which is refused; the parameter says nothing the bytes do not.</summary>
    private static string Bare(string mediaType) => mediaType.Split(';')[0].Trim();

    /// <summary>An object without properties is refused: a tool that takes nothing has no schema.</summary>
    private static JsonObject Declare(AIFunctionDeclaration tool)
    {
        var declared = new JsonObject { ["name"] = tool.Name, ["description"] = tool.Description };
        if (JsonSerializer.SerializeToNode(tool.JsonSchema) is JsonObject schema && schema["properties"] is JsonObject { Count: > 0 }) declared["parametersJsonSchema"] = schema;
        return declared;
    }

    private static JsonObject? Mode(ChatToolMode? mode) => mode switch
    {
        NoneChatToolMode => new() { ["mode"] = "NONE" },
        RequiredChatToolMode { RequiredFunctionName: { } only } => new() { ["mode"] = "ANY", ["allowedFunctionNames"] = new JsonArray(only) },
        RequiredChatToolMode => new() { ["mode"] = "ANY" },
        AutoChatToolMode => new() { ["mode"] = "AUTO" },
        _ => null,
    };

    /// <summary>Temperature and its kind are left out: today's models ignore or refuse them.</summary>
    private static JsonObject Generation(ChatOptions? asked, GeminiOptions settings)
    {
        var config = new JsonObject { ["maxOutputTokens"] = asked?.MaxOutputTokens ?? settings.MaxOutputTokens };
        if (Level(asked) is { } level || (level = settings.ThinkingLevel).Length > 0) config["thinkingConfig"] = new JsonObject { ["thinkingLevel"] = level };
        if (asked?.StopSequences is { Count: > 0 } stops) config["stopSequences"] = new JsonArray([.. stops.Take(5).Select(stop => (JsonNode?)stop)]);
        if (asked?.Seed is { } seed) config["seed"] = seed;
        if (asked?.ResponseFormat is ChatResponseFormatJson json)
        {
            config["responseMimeType"] = "application/json";
            if (json.Schema is { } schema) config["responseJsonSchema"] = JsonSerializer.SerializeToNode(schema);
        }

        return config;
    }

    private static string? Level(ChatOptions? asked) => asked?.Reasoning?.Effort switch
    {
        ReasoningEffort.Low => "LOW",
        ReasoningEffort.Medium => "MEDIUM",
        ReasoningEffort.High or ReasoningEffort.ExtraHigh => "HIGH",
        _ => null,
    };
}
