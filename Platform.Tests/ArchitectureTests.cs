using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Platform.Domain.Common;
using Platform.Integrations;

namespace Platform.Tests;

/// <summary>Who may know whom (docs/decisions). A rule that is broken names the file and the line.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), ".."));

    [Fact]
    public void The_domain_knows_only_the_base_library() =>
        AssertNone(References(typeof(Money).Assembly).Where(name => !name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("System.Net", StringComparison.Ordinal)));

    [Fact]
    public void Integrations_know_neither_the_database_nor_the_screens() =>
        AssertNone(References(typeof(ProviderException).Assembly).Where(name =>
            name.Contains("Npgsql", StringComparison.Ordinal) || name.Contains("EntityFramework", StringComparison.Ordinal)
            || name.Contains("Components", StringComparison.Ordinal) || name == "Platform.Web"));

    [Fact]
    public void The_domain_is_pure() => AssertNone(Lines("Platform.Domain").Where(line => Impure().IsMatch(line.Text)));

    /// <summary>The catalogue is a vocabulary without state or events: whoever sells may speak it.</summary>
    [Fact]
    public void A_slice_of_the_domain_uses_only_the_ids_of_another() => AssertNone(
        from line in Lines("Platform.Domain")
        let slice = line.File.Split('/')[1]
        where Using().Match(line.Text) is { Success: true } used
            && used.Groups[1].Value is var other && other != slice && other is not ("Common" or "EventSourcing" or "Catalogue")
            && OthersThan(other).Any(name => Regex.IsMatch(File.ReadAllText(Path.Combine(Root, line.File)), $@"\b{name}\b"))
        select line);

    [Fact]
    public void Money_is_never_a_double() =>
        AssertNone(Lines("Platform.Domain").Where(line => Regex.IsMatch(line.Text, @"\b(double|float)\b")));

    [Fact]
    public void Screens_take_their_colours_from_the_tokens() => AssertNone(
        Lines("Platform.Web", "*.css", "*.razor").Where(line => !line.File.EndsWith("tokens.css", StringComparison.Ordinal) && Colour().IsMatch(line.Text)));

    private static void AssertNone(IEnumerable<object> broken) => Assert.True(!broken.Any(), string.Join('\n', broken));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    /// <summary>The public types of a slice that are not ids.</summary>
    private static IEnumerable<string> OthersThan(string slice) => typeof(Money).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == $"Platform.Domain.{slice}" && !type.IsNested && !type.Name.EndsWith("Id", StringComparison.Ordinal))
        .Select(type => Regex.Escape(type.Name.Split('`')[0]));

    private static IEnumerable<Line> Lines(string project, params string[] patterns) =>
        from pattern in patterns is [] ? ["*.cs"] : patterns
        from file in Directory.EnumerateFiles(Path.Combine(Root, project), pattern, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, file)
        where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
        from line in File.ReadLines(file).Select((text, index) => new Line(relative, index + 1, text))
        where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select line;

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private sealed record Line(string File, int Number, string Text);

    [GeneratedRegex(@"\b(async|await|Task|Thread\.Sleep|Timer|Random|RandomNumberGenerator|Stopwatch|Console|Environment|HttpClient|NewGuid|CreateVersion7)\b|DateTime(Offset)?\.(Utc)?Now|TimeProvider")]
    private static partial Regex Impure();

    [GeneratedRegex(@"^using Platform\.Domain\.(\w+);")]
    private static partial Regex Using();

    [GeneratedRegex(@"#[0-9a-fA-F]{6}\b|\brgba?\(\s*\d")]
    private static partial Regex Colour();
}
