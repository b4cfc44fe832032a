using System.Text.RegularExpressions;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Templates;

/// <summary>A text that is to be approved. What every provider refuses is said before it is asked.</summary>
public sealed partial record TemplateDraft(string Name, string Language, TemplateCategory Category, TemplateWords Words)
{
    public const int LongestName = 512, LongestBody = 1024, LongestHeader = 60, LongestFooter = 60, LongestTitle = 25, MostPresses = 10, MostLinks = 2;

    /// <summary>Reviewers refuse a text that is little more than its blanks.</summary>
    private const int WordsPerBlank = 2;

    public Refusal? Check() => this switch
    {
        _ when !NameLike().IsMatch(Name) || Name.Length > LongestName => Refuse("name"),
        _ when !LanguageLike().IsMatch(Language) => Refuse("language"),
        { Category: TemplateCategory.Authentication } => Refuse("category"),
        _ => Check(Words),
    };

    private static Refusal? Check(TemplateWords words) => words switch
    {
        _ when string.IsNullOrWhiteSpace(words.Body) => Refuse("empty"),
        _ when words.Body.Length > LongestBody => Refuse("too_long"),
        { Header: { Kind: HeaderKind.Text } header } when header.Text is not { Length: > 0 and <= LongestHeader } || header.Text.Contains('\n', StringComparison.Ordinal) || TemplateWords.Names(header.Text).Count > 1 => Refuse("header"),
        { Footer: { } footer } when footer.Length is 0 or > LongestFooter || IsMarked(footer) || TemplateWords.Names(footer).Count > 0 => Refuse("footer"),
        _ when IsMarked(TemplateWords.Without(words.Body, "")) || IsMarked(TemplateWords.Without(words.Header?.Text ?? "", "")) => Refuse("marks"),
        _ => CheckBlanks(words) ?? CheckPresses(words.Presses) ?? CheckSamples(words),
    };

    private static Refusal? CheckBlanks(TemplateWords words)
    {
        var (names, bare) = (TemplateWords.Names(words.Body), TemplateWords.Without(words.Body.Trim(), "\u0001"));
        return bare switch
        {
            _ when bare.StartsWith('\u0001') || bare.EndsWith('\u0001') => Refuse("blank_at_edge"),
            _ when SideBySide().IsMatch(bare) => Refuse("blanks_adjacent"),
            _ when !words.IsNamed && names.Where((name, i) => name != $"{i + 1}").Any() => Refuse("blank_numbers"),
            _ when words.IsNamed && words.Blanks.Any(blank => !BlankLike().IsMatch(blank.Name)) => Refuse("blank_names"),
            _ when names.Count > 0 && WordLike().Count(bare) < (names.Count * WordsPerBlank) + 1 => Refuse("too_few_words"),
            _ => null,
        };
    }

    private static Refusal? CheckPresses(IReadOnlyList<TemplatePress> presses)
    {
        bool Fits(TemplatePress press) => press.Title is { Length: > 0 and <= LongestTitle } && TemplateWords.Names(press.Title).Count == 0 && press.Kind switch
        {
            PressKind.Reply => press.Target is null,
            PressKind.Web => IsAddress(press.Target),
            PressKind.Call => press.Target is { Length: > 5 and <= 20 },
            _ => false,
        };

        var kinds = presses.Select(press => press.Kind).ToList();
        return presses.Count > MostPresses || !presses.All(Fits) || presses.DistinctBy(press => press.Title).Count() != presses.Count
            || kinds.Count(kind => kind is PressKind.Web) > MostLinks || kinds.Count(kind => kind is PressKind.Call) > 1 || AreMixed(kinds)
            ? Refuse("presses")
            : null;
    }

    private static Refusal? CheckSamples(TemplateWords words) =>
        words.Samples.Count == words.Blanks.Count && words.Samples.All(sample => sample.Trim().Length > 0 && !IsMarked(sample)) ? null : Refuse("samples");

    /// <summary>Answers stand together, before or after the others.</summary>
    private static bool AreMixed(List<PressKind> kinds) => kinds.Zip(kinds.Skip(1)).Count(pair => (pair.First is PressKind.Reply) != (pair.Second is PressKind.Reply)) > 1;

    /// <summary>A blank stands only at its end.</summary>
    private static bool IsAddress(string? target) =>
        target is { Length: <= 2000 } && TemplateWords.Names(target) is var names && names.Count <= 1 && (names is [] || target.EndsWith("}}", StringComparison.Ordinal))
        && Uri.TryCreate(TemplateWords.Without(target, "x"), UriKind.Absolute, out var address) && address.Scheme is "https" or "http";

    private static bool IsMarked(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal);

    private static Refusal Refuse(string why) => new($"template.{why}");

    [GeneratedRegex(@"\A[a-z0-9_]+\z")]
    private static partial Regex NameLike();

    [GeneratedRegex(@"\A[a-z]{2,3}(_[A-Z]{2,4})?\z")]
    private static partial Regex LanguageLike();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    private static partial Regex BlankLike();

    [GeneratedRegex("\u0001\\s*\u0001")]
    private static partial Regex SideBySide();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}’']+")]
    private static partial Regex WordLike();
}
