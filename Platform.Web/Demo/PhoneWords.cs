using System.Text.RegularExpressions;

namespace Platform.Web.Demo;

/// <summary>An address in a message can be opened, as on any phone.</summary>
internal static partial class PhoneWords
{
    public static IEnumerable<(string Word, bool IsLink)> Of(string text) =>
        Link().Split(text).Where(part => part.Length > 0).Select(part => (part, part.StartsWith("http", StringComparison.Ordinal)));

    [GeneratedRegex(@"(https?://\S+)")]
    private static partial Regex Link();
}
