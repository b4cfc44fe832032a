using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Platform.Integrations.Http;

/// <summary>Reads members that may be missing, of another type, or not quite text.</summary>
internal static class LenientJson
{
    public static JsonElement? Member(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half a surrogate pair in the name of another member.
        }
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A string, or a number or flag as text; null for anything else.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => Clean(text),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => null,
    };

    /// <summary>The first of several spellings that holds anything.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (element.Text(name) is { Length: > 0 } text)
                return text;

        return null;
    }

    public static bool Flag(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } text => text.ValueEquals("true"),
        _ => false,
    };

    public static int? Whole(this JsonElement element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static double? Real(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static decimal? Amount(this JsonElement element, string name) =>
        decimal.TryParse(element.Text(name), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>JSON, or nothing where it is none.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            // The parser lets bytes through that are no letters, and whoever reads them then is the one who fails.
            using var document = JsonDocument.Parse(Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span)));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>Seconds since 1970, as text or as a number.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>PostgreSQL holds no NUL and .NET makes no text of half a surrogate pair; both have been seen in names and messages.</summary>
    private static string Clean(JsonElement text)
    {
        string read;
        try
        {
            read = text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            read = Unescape(text.GetRawText());
        }

        return read.Contains('\0', StringComparison.Ordinal) ? read.Replace("\0", "", StringComparison.Ordinal) : read;
    }

    /// <summary>The slow road, for text with lone surrogates: each becomes the replacement character.</summary>
    private static string Unescape(string raw)
    {
        var units = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] is not '\\')
            {
                units.Append(raw[i]);
                continue;
            }

            i++;
            units.Append(raw[i] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)int.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                var other => other,
            });
            if (raw[i] is 'u') i += 4;
        }

        return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(units.ToString()));
    }
}
