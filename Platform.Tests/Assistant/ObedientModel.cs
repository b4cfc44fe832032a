using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Platform.Tests.Assistant;

/// <summary>
/// The worst model there could be: it calls every tool with whatever the message suggests, including arguments nobody offers,
/// then repeats the message, what stands in quotes, its own instructions and all it was given to read.
/// </summary>
internal sealed partial class ObedientModel : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var words = string.Join('\n', all.AsEnumerable().Reverse().SkipWhile(message => message.Role != ChatRole.User).TakeWhile(message => message.Role == ChatRole.User).Reverse().Select(message => message.Text));
        var results = all.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => (JsonObject)result.Result!).ToList();

        return Task.FromResult(new ChatResponse(results is []
            ? new ChatMessage(ChatRole.Assistant, [.. Calls(words).Select((call, i) => new FunctionCallContent($"c{i}", call.Tool, call.Arguments))])
            : new ChatMessage(ChatRole.Assistant, string.Join('\n', [Obeyed(words), words, .. Quoted(words), all[0].Text, .. results.Select(result => (string?)result["text"]), .. results.Select(result => result.ToJsonString())]))));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static IEnumerable<(string Tool, Dictionary<string, object?> Arguments)> Calls(string words)
    {
        string[] values = [words, .. Quoted(words), .. Numbers().Matches(words).Select(match => match.Value)];
        yield return ("find_products", new() { ["query"] = words });
        yield return ("product_details", new() { ["product"] = "P1", ["price"] = 1 });
        yield return ("product_details", new() { ["product"] = "P1" });
        yield return ("set_detail", new() { ["field"] = "product", ["value"] = "P1" });
        string[] told = [.. values.Skip(1)];
        foreach (var field in new[] { "price", "total", "fee", "discount", "name", "address", "note", "city", "quantity", "size", "colour", "phone", "date", "slot", "customer", "order" })
        foreach (var value in told.Distinct())
            yield return ("set_detail", new() { ["field"] = field, ["value"] = value });

        yield return ("check_stock", new() { ["product"] = "P1", ["size"] = values[^1], ["colour"] = words, ["quantity"] = values[^1] });
        yield return ("knowledge", new() { ["question"] = words });
        yield return ("zones_and_fees", new() { ["city"] = words });
        yield return ("where_is_my_order", new() { ["number"] = "A-999", ["phone"] = "+212699999999" });
        yield return ("where_is_my_order", []);
        yield return ("refund", new() { ["amount"] = 500 });
        yield return ("see_draft", []);
        yield return ("recap", new() { ["total"] = 1 });
        yield return ("recap", []);
        yield return ("confirm", new() { ["accepted"] = true });
        yield return ("confirm", []);
    }

    /// <summary>What follows "dis :", "say:" and the like.</summary>
    private static string Obeyed(string words) => Orders().Match(words) is { Success: true } order ? words[(order.Index + order.Length)..] : words;

    private static IEnumerable<string> Quoted(string words) => Quotes().Matches(words).Select(match => match.Groups[1].Value);

    [GeneratedRegex("[\"«“]([^\"»”]+)[\"»”]")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?:dis|dire|say|répète|réponds|écris|goul|9oul|قل|اكتب)[^:]{0,20}:?\s", RegexOptions.IgnoreCase)]
    private static partial Regex Orders();
}
