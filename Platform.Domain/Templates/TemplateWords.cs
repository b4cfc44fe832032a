using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Platform.Domain.Templates;

/// <summary>What a template says. Its blanks are written `{{1}}` or `{{name}}`; the same mark in the header and in the body is two blanks.</summary>
public sealed partial record TemplateWords(string Body)
{
    public TemplateHeader? Header { get; init; }
    public string? Footer { get; init; }
    public IReadOnlyList<TemplatePress> Presses { get; init; } = [];

    /// <summary>What stood in the blanks when somebody reviewed them, in the order of <see cref="Blanks"/>.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Header, body and buttons, each in the order they are read.</summary>
    [JsonIgnore]
    public IReadOnlyList<TemplateBlank> Blanks =>
    [
        .. Names(Header?.Text).Select(name => new TemplateBlank(BlankPlace.Header, name)),
        .. Names(Body).Select(name => new TemplateBlank(BlankPlace.Body, name)),
        .. Presses.SelectMany((press, i) => Names(press.Target).Select(name => new TemplateBlank(BlankPlace.Press, name, i))),
    ];

    /// <summary>Blanks that have words instead of numbers.</summary>
    [JsonIgnore]
    public bool IsNamed => Blanks.Any(blank => !blank.Name.All(char.IsAsciiDigit));

    /// <summary>A file above the words, a code or a form under them: more than words in blanks is needed to send it.</summary>
    [JsonIgnore]
    public bool NeedsMore => Header is { Kind: not HeaderKind.Text } || Presses.Any(press => press.Kind is PressKind.Other);

    public TemplateWords Filled(IReadOnlyList<string> values)
    {
        var given = Blanks.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        string? In(string? text, BlankPlace place, int press = -1) =>
            text is null ? null : Blank().Replace(text, mark => given.GetValueOrDefault(new TemplateBlank(place, mark.Groups[1].Value, press)) is { Length: > 0 } value ? value : mark.Value);

        return this with
        {
            Header = Header is { } header ? header with { Text = In(header.Text, BlankPlace.Header) } : null,
            Body = In(Body, BlankPlace.Body)!,
            Presses = [.. Presses.Select((press, i) => press with { Target = In(press.Target, BlankPlace.Press, i) })],
        };
    }

    /// <summary>The header or the body in pieces; a blank shows its value, or its own mark where there is none.</summary>
    public IReadOnlyList<(string Text, bool IsBlank)> Pieces(BlankPlace place, IReadOnlyList<string> values)
    {
        var text = (place is BlankPlace.Header ? Header?.Text : Body) ?? "";
        var given = Blanks.Zip(values).Where(pair => pair.First.Place == place).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        var (pieces, at) = (new List<(string, bool)>(), 0);
        foreach (Match mark in Blank().Matches(text))
        {
            if (mark.Index > at) pieces.Add((text[at..mark.Index], false));
            pieces.Add((given.GetValueOrDefault(mark.Groups[1].Value) is { Length: > 0 } value ? value : mark.Value, true));
            at = mark.Index + mark.Length;
        }

        if (at < text.Length) pieces.Add((text[at..], false));
        return pieces;
    }

    /// <summary>One numbering from the first word to the last button, for whoever keeps only one.</summary>
    public TemplateWords NumberedThrough()
    {
        var numbers = Blanks.Select((blank, i) => (blank, i)).ToDictionary(pair => pair.blank, pair => $"{{{{{pair.i + 1}}}}}");
        return Filled([.. Blanks.Select(blank => numbers[blank])]);
    }

    /// <summary>The names of the blanks, each once.</summary>
    internal static IReadOnlyList<string> Names(string? text) => text is null ? [] : [.. Blank().Matches(text).Select(mark => mark.Groups[1].Value).Distinct()];

    internal static string Without(string text, string instead) => Blank().Replace(text, instead);

    [GeneratedRegex(@"\{\{\s*([a-zA-Z0-9_]+)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}

public sealed record TemplateHeader(HeaderKind Kind, string? Text = null);

[JsonConverter(typeof(JsonStringEnumConverter<HeaderKind>))]
public enum HeaderKind { Text, Image, Video, Document, Place }

/// <param name="Target">The address it opens or the number it calls.</param>
public sealed record TemplatePress(PressKind Kind, string Title, string? Target = null);

[JsonConverter(typeof(JsonStringEnumConverter<PressKind>))]
public enum PressKind { Reply, Web, Call, Other }

/// <param name="Press">Which button, when it stands in one.</param>
public sealed record TemplateBlank(BlankPlace Place, string Name, int Press = -1);

public enum BlankPlace { Header, Body, Press }
