using System.Net;
using System.Text;

namespace Platform.Integrations.Sms;

/// <summary>A form as it was posted; the first value of each name.</summary>
internal sealed class TextForm
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string? this[string name] => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static TextForm Read(ReadOnlySpan<byte> body)
    {
        var form = new TextForm();
        foreach (var pair in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            form.values.TryAdd(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value).Replace("\0", "", StringComparison.Ordinal));
        }

        return form;
    }
}
