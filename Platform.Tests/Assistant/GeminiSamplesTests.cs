using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Platform.Integrations;
using Platform.Integrations.Gemini;

namespace Platform.Tests.Assistant;

/// <summary>What the real service once answered is answered again, over the wire, to the real client.</summary>
public sealed class GeminiSamplesTests
{
    private static readonly string Payloads = Path.Combine(AppContext.BaseDirectory, "Assistant/Payloads/Gemini");

    [Fact]
    public async Task Everything_in_the_recorded_answers_is_read()
    {
        var read = new StringBuilder();
        foreach (var file in Directory.GetFiles(Payloads, "*.json").Order(StringComparer.Ordinal))
        {
            await using var host = await GeminiHost.StartAsync(("Gemini:FallbackModel", ""));
            var sample = await File.ReadAllTextAsync(file);
            var name = Path.GetFileNameWithoutExtension(file);
            read.AppendLine(name);
            try
            {
                read.Append(Shown(await AskAsync(host, name, sample)));
            }
            catch (ProviderException e)
            {
                read.AppendLine(CultureInfo.InvariantCulture, $"    {e.Code} {e.Fault}{(e is GeminiException { RetryDelay: { } delay } ? $" after {delay}" : "")}");
            }
        }

        Snapshot.Match(read.ToString());
    }

    [Fact]
    public async Task A_signed_call_goes_back_exactly_as_it_came()
    {
        await using var host = await GeminiHost.StartAsync(("Gemini:Model", "gemini-2.5-pro"));
        var sample = await File.ReadAllTextAsync(Path.Combine(Payloads, "unary-function-call-with-thought-signature.json"));
        host.Emulator.Answers(sample).Says("41 days.");
        List<ChatMessage> chat = [new(ChatRole.User, "How long until New Year's Eve?")];

        var asked = await host.Client.GetResponseAsync(chat);
        chat.AddRange(asked.Messages);
        var call = asked.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();
        chat.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "2026-11-20")]));
        await host.Client.GetResponseAsync(chat);

        var came = JsonNode.Parse(sample)!["candidates"]![0]!["content"]!["parts"]!;
        var sent = host.Emulator.Requests[^1].Body["contents"]!;
        Assert.True(JsonNode.DeepEquals(came, sent[1]!["parts"]));
        Assert.Equal("""{"functionResponse":{"name":"now","response":{"output":"2026-11-20"}}}""", sent[2]!["parts"]![0]!.ToJsonString());
    }

    private static async Task<ChatResponse> AskAsync(GeminiHost host, string name, string sample)
    {
        ChatMessage[] chat = [new(ChatRole.User, "Bonjour")];
        if (name.StartsWith("sse", StringComparison.Ordinal))
        {
            host.Emulator.Answers((string)JsonNode.Parse(sample)!["raw"]!, contentType: "text/event-stream");
            return await host.Client.GetStreamingResponseAsync(chat).ToChatResponseAsync();
        }

        host.Emulator.Answers(sample, name.StartsWith("error", StringComparison.Ordinal) ? (int)JsonNode.Parse(sample)!["error"]!["code"]! : 200);
        return await host.Client.GetResponseAsync(chat);
    }

    private static string Shown(ChatResponse response)
    {
        var shown = new StringBuilder();
        shown.AppendLine(CultureInfo.InvariantCulture, $"    {response.FinishReason} by {response.ModelId}, in {response.Usage?.InputTokenCount} (cached {response.Usage?.CachedInputTokenCount}) out {response.Usage?.OutputTokenCount} (thoughts {response.Usage?.ReasoningTokenCount})");
        foreach (var content in response.Messages.SelectMany(message => message.Contents))
            shown.AppendLine(CultureInfo.InvariantCulture, $"    {content switch
            {
                TextReasoningContent { Text: "" } signature => $"signature of {signature.ProtectedData!.Length} characters",
                TextReasoningContent thought => $"thought: {Begin(thought.Text)}",
                TextContent text => $"text: {Begin(text.Text)}",
                FunctionCallContent call => $"call: {call.Name}({string.Join(", ", call.Arguments!.Select(argument => $"{argument.Key}={argument.Value}"))})",
                ErrorContent error => $"blocked: {error.ErrorCode} {error.Message}",
                _ => content.GetType().Name,
            }}");
        return shown.ToString();
    }

    private static string Begin(string text) => text.ReplaceLineEndings(" ").Trim() is { Length: > 60 } longer ? $"{longer[..60]}…" : text.ReplaceLineEndings(" ").Trim();
}
