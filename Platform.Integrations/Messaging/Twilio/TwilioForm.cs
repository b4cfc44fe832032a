using System.Net;
using System.Text;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>A form as it was posted: every name with every value, empty ones too, for all of them are signed.</summary>
internal sealed class TwilioForm
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    private TwilioForm()
    {
    }

    public IEnumerable<(string Name, IReadOnlyList<string> Values)> All => values.Select(pair => (pair.Key, (IReadOnlyList<string>)pair.Value));

    /// <summary>PostgreSQL holds no NUL, and half a surrogate pair is no text.</summary>
    public string? this[string name] => values.TryGetValue(name, out var all) && all[0] is { Length: > 0 } value ? value.Replace("\0", "", StringComparison.Ordinal) : null;

    public static TwilioForm Read(ReadOnlySpan<byte> body)
    {
        var form = new TwilioForm();
        foreach (var pair in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (pair[..at], pair[(at + 1)..]) : (pair, "");
            name = WebUtility.UrlDecode(name);
            if (!form.values.TryGetValue(name, out var all)) form.values[name] = all = [];
            all.Add(WebUtility.UrlDecode(value));
        }

        return form;
    }
}
