using Platform.Domain.Templates;

namespace Platform.Web.Templates;

/// <summary>A template as it is being written.</summary>
public sealed class TemplateEntry
{
    public string Name { get; set; } = "";
    public string Language { get; set; } = ReadyTemplates.Languages[0];
    public TemplateCategory Category { get; set; } = TemplateCategory.Utility;
    public string Header { get; set; } = "";
    public string Body { get; set; } = "";
    public string Footer { get; set; } = "";
    public List<Press> Presses { get; } = [];

    /// <summary>The one that is being said otherwise; null for a new one.</summary>
    public ChannelTemplate? Kept { get; private init; }

    /// <summary>By the blank they stand in: words are moved about while somebody thinks.</summary>
    public Dictionary<TemplateBlank, string> Samples { get; } = [];

    public sealed class Press
    {
        public PressKind Kind { get; set; }
        public string Title { get; set; } = "";
        public string Target { get; set; } = "";
    }

    /// <summary>Another attempt at what was refused: its name is taken.</summary>
    public static TemplateEntry Again(ChannelTemplate refused) => Of(refused, Next(refused.Name), kept: null);

    public static TemplateEntry Edit(ChannelTemplate kept) => Of(kept, kept.Name, kept);

    private static TemplateEntry Of(ChannelTemplate template, string name, ChannelTemplate? kept)
    {
        var words = template.Words;
        var entry = new TemplateEntry
        {
            Kept = kept, Name = name, Language = template.Language, Category = template.Category is TemplateCategory.Marketing ? TemplateCategory.Marketing : TemplateCategory.Utility,
            Header = words.Header?.Text ?? "", Body = words.Body, Footer = words.Footer ?? "",
        };
        entry.Presses.AddRange(words.Presses.Where(press => press.Kind is not PressKind.Other).Select(press => new Press { Kind = press.Kind, Title = press.Title, Target = press.Target ?? "" }));
        foreach (var (blank, sample) in words.Blanks.Zip(words.Samples)) entry.Samples[blank] = sample;
        return entry;
    }

    public TemplateDraft Read()
    {
        var words = new TemplateWords(Body.Trim().ReplaceLineEndings("\n"))
        {
            Header = Header.Trim() is { Length: > 0 } header ? new(HeaderKind.Text, header) : null,
            Footer = Footer.Trim() is { Length: > 0 } footer ? footer : null,
            Presses = [.. Presses.Select(press => new TemplatePress(press.Kind, press.Title.Trim(), press.Kind is PressKind.Reply ? null : press.Target.Trim()))],
        };
        return new(Name.Trim(), Language, Category, words with { Samples = [.. words.Blanks.Select(blank => Samples.GetValueOrDefault(blank, ""))] });
    }

    /// <summary>The next number, at the end of what is written so far.</summary>
    public void AddBlank() => Body = $"{Body.TrimEnd()} {{{{{Read().Words.Blanks.Count(blank => blank.Place is BlankPlace.Body) + 1}}}}} ";

    private static string Next(string name) => name.LastIndexOf("_v", StringComparison.Ordinal) is > 0 and var at && int.TryParse(name[(at + 2)..], out var version)
        ? $"{name[..at]}_v{version + 1}"
        : $"{name}_v2";
}
