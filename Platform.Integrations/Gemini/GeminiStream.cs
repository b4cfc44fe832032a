using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Platform.Integrations.Http;

namespace Platform.Integrations.Gemini;

/// <summary>
/// Server-sent events as Gemini writes them: each is a whole answer in part, no word marks the end,
/// and an error on the way comes bare, without the `data:` before it.
/// </summary>
internal static class GeminiStream
{
    private const int LongestError = 64 << 10;

    public static async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var bare = new StringBuilder();
        UsageDetails? usage = null;
        var isFinished = false;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal))
            {
                if (bare.Length < LongestError) bare.AppendLine(line);
                continue;
            }

            var json = LenientJson.Parse(Encoding.UTF8.GetBytes(line["data:".Length..]));
            if (json.ValueKind is not JsonValueKind.Object) throw GeminiException.Unusable("unreadable");
            var update = GeminiAnswer.ReadPiece(json);
            usage = GeminiAnswer.Usage(json) ?? usage; // Counted from the start each time.
            isFinished |= update.FinishReason is not null;
            yield return update;
        }

        if (LenientJson.Parse(Encoding.UTF8.GetBytes(bare.ToString())) is { ValueKind: JsonValueKind.Object } error)
            throw GeminiException.Of((error.Member("error") ?? default).Whole("code") ?? 500, error);
        if (!isFinished) throw GeminiException.Unusable("broken_off");
        if (usage is not null) yield return new(ChatRole.Assistant, [new UsageContent(usage)]);
    }
}
