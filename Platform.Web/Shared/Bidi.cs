namespace Platform.Web.Shared;

internal static class Bidi
{
    /// <summary>A name inside a sentence keeps its own direction and leaves the sentence's alone.</summary>
    public static string Isolated(this string name) => $"\u2068{name}\u2069";
}
