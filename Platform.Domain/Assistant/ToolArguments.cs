using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Domain.Assistant;

/// <summary>What a model passed along. Models send numbers as text, text as numbers, and things nobody asked for.</summary>
internal sealed class ToolArguments(IEnumerable<KeyValuePair<string, object?>> values)
{
    private const int LongestValue = 2000;

    private readonly Dictionary<string, string> texts = values
        .Select(pair => (pair.Key, Text: TextOf(pair.Value)))
        .Where(pair => pair.Text.Length > 0)
        .GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => group.First().Text, StringComparer.Ordinal);

    public IEnumerable<string> Names => texts.Keys;

    public string this[string name] => texts.GetValueOrDefault(name, "");

    public int? Number(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string TextOf(object? value)
    {
        var text = value switch
        {
            null => "",
            string s => s,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
            JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
            JsonElement element => element.GetRawText(),
            JsonValue json => json.ToString(),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return Writing.Clean(text.Length > LongestValue ? text[..LongestValue] : text).Trim();
    }
}
