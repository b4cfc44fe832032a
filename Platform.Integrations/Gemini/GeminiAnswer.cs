using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Platform.Integrations.Http;

namespace Platform.Integrations.Gemini;

/// <summary>What `generateContent` answered. Members may be missing and words new; neither is an error.</summary>
internal static class GeminiAnswer
{
    public static ChatResponse Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object) throw GeminiException.Unusable("unreadable");

        var update = ReadPiece(json);
        if (update.FinishReason is null && update.Contents is []) throw GeminiException.Unusable("empty");
        return new(new ChatMessage(ChatRole.Assistant, update.Contents))
        {
            ResponseId = update.ResponseId,
            ModelId = update.ModelId,
            CreatedAt = update.CreatedAt,
            FinishReason = update.FinishReason,
            Usage = Usage(json),
        };
    }

    /// <summary>A whole answer, or one event of a stream.</summary>
    public static ChatResponseUpdate ReadPiece(JsonElement json)
    {
        var candidate = json.Items("candidates").FirstOrDefault();
        var blocked = candidate.ValueKind is JsonValueKind.Undefined ? json.Member("promptFeedback") : null;
        var finish = candidate.Text("finishReason");
        if (finish is "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS") throw GeminiException.Unusable(finish);

        var contents = new List<AIContent>();
        foreach (var part in (candidate.Member("content") ?? default).Items("parts")) contents.AddRange(Contents(part));
        if (blocked is { } feedback)
            contents.Add(new ErrorContent(feedback.Text("blockReasonMessage") ?? "The prompt was blocked") { ErrorCode = feedback.Text("blockReason") ?? "BLOCKED" });

        return new(ChatRole.Assistant, contents)
        {
            ResponseId = json.Text("responseId"),
            ModelId = json.Text("modelVersion"),
            CreatedAt = DateTimeOffset.TryParse(json.Text("createTime"), CultureInfo.InvariantCulture, out var at) ? at : null,
            FinishReason = blocked is not null ? ChatFinishReason.ContentFilter : Finish(finish, contents),
        };
    }

    public static UsageDetails? Usage(JsonElement json)
    {
        if (json.Member("usageMetadata") is not { } usage) return null;
        var thoughts = usage.Whole("thoughtsTokenCount") ?? 0;
        return new()
        {
            InputTokenCount = (usage.Whole("promptTokenCount") ?? 0) + (usage.Whole("toolUsePromptTokenCount") ?? 0),
            CachedInputTokenCount = usage.Whole("cachedContentTokenCount") ?? 0,
            OutputTokenCount = (usage.Whole("candidatesTokenCount") ?? 0) + thoughts, // Thoughts are billed like words.
            ReasoningTokenCount = thoughts,
            TotalTokenCount = usage.Whole("totalTokenCount") ?? 0,
        };
    }

    /// <summary>Nothing a customer could read and nothing a tool could do.</summary>
    public static bool IsEmpty(ChatResponse response) =>
        response.Text.Length == 0 && !response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Any();

    private static IEnumerable<AIContent> Contents(JsonElement part)
    {
        if (part.Member("functionCall") is { } call)
            yield return new FunctionCallContent(
                call.Text("id") ?? $"{GeminiRequest.OwnId}{Guid.NewGuid():N}",
                call.Text("name") ?? "",
                call.Member("args") is { ValueKind: JsonValueKind.Object } args ? args.EnumerateObject().ToDictionary(arg => arg.Name, arg => (object?)arg.Value) : []);
        else if (part.Text("text") is { } text)
            yield return part.Flag("thought") ? new TextReasoningContent(text) : new TextContent(text);
        else
            // Kinds of a later day: kept as they are and sent back as they were, signature and all.
            yield return new AIContent { RawRepresentation = part };

        if (part.Text("thoughtSignature") is { Length: > 0 } signature && (part.Member("functionCall") ?? part.Member("text")) is not null)
            yield return new TextReasoningContent("") { ProtectedData = signature };
    }

    private static ChatFinishReason? Finish(string? reason, List<AIContent> contents) => reason switch
    {
        null or "" or "FINISH_REASON_UNSPECIFIED" => null,
        "STOP" => contents.OfType<FunctionCallContent>().Any() ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        "MAX_TOKENS" or "CONTINUATION" => ChatFinishReason.Length,
        "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "LANGUAGE" or "OTHER" or ['I', 'M', 'A', 'G', 'E', '_', ..] => ChatFinishReason.ContentFilter,
        _ => new(reason.ToLowerInvariant()),
    };
}
