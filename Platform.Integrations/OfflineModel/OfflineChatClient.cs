using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Platform.Integrations.OfflineModel;

/// <summary>
/// The sales assistant without a provider: rules instead of a language model, behind the same interface and the same tools.
/// It keeps nothing between calls but what it read. Each call plays the talk from its beginning, feeds it the answers the tools have already given,
/// and stops at the first question still open, taking along those that follow whatever its answer is.
/// </summary>
public sealed class OfflineChatClient : IChatClient
{
    public const string ModelId = "offline";

    /// <summary>Nobody orders in longer messages; what comes after is not read.</summary>
    private const int LongestWords = 1200;

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
        var answers = Answers(messages[(last + 1)..]);
        var known = answers.Count;

        var readings = messages[(last + 1)..].Select(message => message.RawRepresentation).OfType<Readings>().FirstOrDefault() ?? new();
        var talk = new SalesTalk(words.Length > LongestWords ? words[..LongestWords].Trim() : words.Trim(), said, readings);
        var open = new List<DeskCall>();
        foreach (var call in talk.Play())
        {
            if (answers.FirstOrDefault(answer => answer.Key == call.Key) is { Answer: { } answer } found)
            {
                answers.Remove(found);
                call.Answer = answer;
                continue;
            }

            if (open.Count > 0 && (!call.MayFollow || talk.HasGuessed)) break;
            open.Add(call);
            if (!call.MayBeAssumed) break;
            call.Answer = new() { ["ok"] = true };
        }

        return open is []
            ? new(ChatRole.Assistant, talk.Reply)
            : new(ChatRole.Assistant, [.. open.Select((call, i) => new FunctionCallContent($"offline-{known + i + 1}", call.Tool, call.Arguments))]) { RawRepresentation = readings };
    }

    /// <summary>What the tools have answered in this turn, by what they were asked.</summary>
    private static List<(string Key, JsonObject Answer)> Answers(IEnumerable<ChatMessage> messages)
    {
        var contents = messages.SelectMany(message => message.Contents).ToList();
        var results = contents.OfType<FunctionResultContent>().GroupBy(result => result.CallId).ToDictionary(group => group.Key, group => group.First());
        return [.. contents.OfType<FunctionCallContent>().Where(call => results.ContainsKey(call.CallId)).Select(call => (DeskCall.KeyOf(call.Name, call.Arguments ?? new Dictionary<string, object?>()), Read(results[call.CallId])))];
    }

    private static JsonObject Read(FunctionResultContent result) => result.Result switch
    {
        JsonObject json => json,
        JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element)!,
        string text when text.StartsWith('{') => JsonNode.Parse(text)!.AsObject(),
        _ => new() { ["ok"] = false },
    };
}
