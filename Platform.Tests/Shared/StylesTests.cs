using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Platform.Tests.Shared;

/// <summary>Whatever has a side mirrors in Arabic, and looks are said in style sheets. Colours have their own rule among the architecture's.</summary>
public sealed partial class StylesTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Here(), "../../Platform.Web"));

    [Fact]
    public void No_style_names_left_or_right() => Assert.Empty(
        from file in Files("*.css")
        from line in File.ReadLines(file)
        where Side().IsMatch(line)
        select $"{Path.GetRelativePath(Web, file)}: {line.Trim()}");

    [Fact]
    public void No_element_carries_a_style_of_its_own() => Assert.Empty(
        from file in Files("*.razor")
        from line in File.ReadLines(file)
        where line.Contains(" style=\"", StringComparison.Ordinal)
        select $"{Path.GetRelativePath(Web, file)}: {line.Trim()}");

    private static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Web, pattern, SearchOption.AllDirectories)
        .Where(file => !Made().IsMatch(Path.GetRelativePath(Web, file)));

    [GeneratedRegex(@"\b(margin|padding|border)-(left|right)\b|^\s*(left|right)\s*:|\b(text-align|float)\s*:\s*(left|right)\b")]
    private static partial Regex Side();

    [GeneratedRegex(@"^(bin|obj|node_modules)/")]
    private static partial Regex Made();

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
