using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Platform.Web.Demo;

/// <summary>An address in a message can be opened, as on any phone.</summary>
internal static partial class PhoneWords
{
    public static IEnumerable<(string Word, bool IsLink)> Of(string text) =>
        Link().Split(text).Where(part => part.Length > 0).Select(part => (part, part.StartsWith("http", StringComparison.Ordinal)));

    /// <summary>What somebody on the phone hears of our answer, and whether a key is waited for.</summary>
    public static (string Words, bool AsksForKey) Spoken(string script)
    {
        if (script.Length == 0) return ("", false);
        var answer = XDocument.Parse(script);
        return (string.Join(' ', answer.Descendants("Say").Select(say => say.Value)), answer.Descendants("GetDigits").Any());
    }

    [GeneratedRegex(@"(https?://\S+)")]
    private static partial Regex Link();
}
