using System.Runtime.CompilerServices;

namespace Platform.Tests.Security;

/// <summary>The product's own source files, for rules that only the source can show.</summary>
internal static class Sources
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static IEnumerable<(string File, string Text)> Of(params string[] patterns) =>
        from project in (string[])["Platform.Domain", "Platform.Integrations", "Platform.Web"]
        from pattern in patterns
        from file in Directory.EnumerateFiles(Path.Combine(Root, project), pattern, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, file)
        where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal) && !relative.Contains("/node_modules/", StringComparison.Ordinal)
        select (relative, File.ReadAllText(file));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
