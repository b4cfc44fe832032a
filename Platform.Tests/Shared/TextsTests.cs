using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Platform.Tests.Shared;

/// <summary>Every word exists in the three languages, and every word that is asked for exists.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Here(), "../../Platform.Web"));
    private static readonly string[] Others = ["en", "ar"];

    public static TheoryData<string> Slices => [.. Directory.GetFiles(Web, "Texts.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Web, Path.GetDirectoryName(file)!))
        .Order()];

    [Theory, MemberData(nameof(Slices))]
    public void A_text_exists_in_all_three_languages_with_the_same_places(string slice)
    {
        var french = Read(slice, "fr");

        Assert.NotEmpty(french);
        foreach (var texts in Others.Select(language => Read(slice, language)))
        {
            Assert.Equal(french.Keys.Order(), texts.Keys.Order());
            Assert.All(texts, text => Assert.Equal(Places(french[text.Key]), Places(text.Value)));
        }
    }

    [Theory, MemberData(nameof(Slices))]
    public void A_text_that_is_asked_for_exists(string slice)
    {
        var (own, shared) = (Read(slice, "fr"), Read("Shared", "fr"));
        var missing =
            from file in Sources(slice)
            from Match asked in Asked().Matches(File.ReadAllText(file))
            let texts = slice == "Shared" || asked.Groups["from"].Value is "Words" or "words" ? shared : own
            where !texts.ContainsKey(asked.Groups["key"].Value)
            select $"{Path.GetRelativePath(Web, file)}: {asked.Value}";

        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Slices))]
    public void The_product_has_one_name_in_all_languages(string slice) => Assert.Empty(
        from language in Others
        let said = Read(slice, language)
        from french in Read(slice, "fr")
        where french.Value.Contains("Relais", StringComparison.Ordinal) != said[french.Key].Contains("Relais", StringComparison.Ordinal)
        select $"{language} {french.Key}: {said[french.Key]}");

    /// <summary>What couriers get by SMS is spared: one such mark doubles its price.</summary>
    [Theory, MemberData(nameof(Slices))]
    public void French_is_set_as_a_printer_sets_it(string slice) => Assert.Empty(
        from text in Read(slice, "fr")
        where !BySms().IsMatch(text.Key)
        from Match fault in Careless().Matches(text.Value)
        select $"{text.Key}: {text.Value}");

    /// <summary>The files of a slice: its folder and those below it that have no texts of their own.</summary>
    private static IEnumerable<string> Sources(string slice) => Directory
        .EnumerateFiles(Path.Combine(Web, slice), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && SliceOf(Path.GetDirectoryName(file)!) == slice);

    private static string SliceOf(string folder) => File.Exists(Path.Combine(folder, "Texts.cs"))
        ? Path.GetRelativePath(Web, folder)
        : SliceOf(Path.GetDirectoryName(folder)!);

    private static Dictionary<string, string> Read(string slice, string language) => XDocument
        .Load(Path.Combine(Web, slice, $"Texts.{language}.resx"))
        .Descendants("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Order().Distinct());

    /// <summary>A straight apostrophe, or a sign that may begin a line without the word it belongs to.</summary>
    [GeneratedRegex(@"'|(?<=\S) [:;?!»]|«(?!\u00a0)|(?<=[\p{L}\d)}])[;?!»](?=\s|$)|(?<=[\p{L})}]):(?=\s)")]
    private static partial Regex Careless();

    [GeneratedRegex(@"^(course|call)\.")]
    private static partial Regex BySms();

    [GeneratedRegex("""\b(?<from>Texts|texts|Words|words)\["(?<key>[^"]+)"(?=[\],])""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
