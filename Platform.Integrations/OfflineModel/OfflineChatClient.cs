using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Platform.Integrations.OfflineModel;

/// <summary>
/// The sales assistant without a provider: rules instead of a language model, behind the same interface and the same tools.
/// It keeps nothing between calls. Each call plays the talk from its beginning, feeds it the answers the tools have already given,
/// and stops at the first question still open.
/// </summary>
public sealed class OfflineChatClient : IChatClient
{
    public const string ModelId = "offline";

    private static readonly ChatClientMetadata Metadata = new("relais", defaultModelId: ModelId);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ChatResponse(Next([.. messages])) { ModelId = ModelId });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey switch
    {
        not null => null,
        _ when serviceType == typeof(ChatClientMetadata) => Metadata,
        _ => serviceType.IsInstanceOfType(this) ? this : null,
    };

    public void Dispose()
    {
    }

    private static ChatMessage Next(List<ChatMessage> messages)
    {
        var last = messages.FindLastIndex(message => message.Role == ChatRole.User);
        var first = last;
        while (first > 0 && messages[first - 1].Role == ChatRole.User) first--;
        if (last < 0) return new(ChatRole.Assistant, "");

        var words = string.Join('\n', messages[first..(last + 1)].SelectMany(message => message.Contents).OfType<TextContent>().Select(text => text.Text));
        var said = messages[..first].LastOrDefault(message => message.Role == ChatRole.Assistant && message.Text.Length > 0)?.Text ?? "";
        var answers = new Queue<JsonObject>(messages[(last + 1)..].SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(Read));

        var talk = new SalesTalk(words.Trim(), said);
        var asked = 0;
        foreach (var call in talk.Play())
        {
            asked++;
            if (!answers.TryDequeue(out var answer)) return new(ChatRole.Assistant, [new FunctionCallContent($"offline-{asked}", call.Tool, call.Arguments)]);
            call.Answer = answer;
        }

        return new(ChatRole.Assistant, talk.Reply);
    }

    private static JsonObject Read(FunctionResultContent result) => result.Result switch
    {
        JsonObject json => json,
        JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element)!,
        string text when text.StartsWith('{') => JsonNode.Parse(text)!.AsObject(),
        _ => new() { ["ok"] = false },
    };
}
