using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Domain.Templates;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>What a template says, as Meta cuts it into parts.</summary>
internal static class WhatsAppComponents
{
    public static TemplateWords Read(JsonElement template)
    {
        var parts = template.Items("components").Select(part => (Type: part.Text("type")?.ToUpperInvariant(), Part: part)).ToList();
        JsonElement Of(string type) => parts.FirstOrDefault(part => part.Type == type).Part;

        var (header, body, buttons) = (Of("HEADER"), Of("BODY"), Of("BUTTONS").Items("buttons").ToList());
        var words = new TemplateWords(body.Text("text") ?? "")
        {
            Header = header.Text("format")?.ToUpperInvariant() is { } format ? new(KindOf(format), header.Text("text")) : null,
            Footer = Of("FOOTER").Text("text"),
            Presses = [.. buttons.Select(Press), .. parts.Where(part => part.Type is "CAROUSEL" or "LIMITED_TIME_OFFER").Select(part => new TemplatePress(PressKind.Other, ""))],
        };
        return words with { Samples = [.. words.Blanks.Select(blank => Sample(blank, header, body, buttons))] };
    }

    public static JsonArray Write(TemplateWords words)
    {
        var samples = words.Blanks.Zip(words.Samples).ToList();
        JsonArray Given(BlankPlace place, int press = -1) => [.. samples.Where(s => s.First.Place == place && s.First.Press == press).Select(s => (JsonNode)s.Second)];
        JsonArray Named(BlankPlace place) => [.. samples.Where(s => s.First.Place == place).Select(s => (JsonNode)new JsonObject { ["param_name"] = s.First.Name, ["example"] = s.Second })];

        var parts = new JsonArray();
        if (words.Header is { Text: { } above })
            parts.Add(Part("HEADER", above, "header", words.IsNamed ? Named(BlankPlace.Header) : Given(BlankPlace.Header), words.IsNamed, format: "TEXT"));
        parts.Add(Part("BODY", words.Body, "body", words.IsNamed ? Named(BlankPlace.Body) : Given(BlankPlace.Body), words.IsNamed));
        if (words.Footer is { } footer) parts.Add(new JsonObject { ["type"] = "FOOTER", ["text"] = footer });
        if (words.Presses is not [])
            parts.Add(new JsonObject { ["type"] = "BUTTONS", ["buttons"] = new JsonArray([.. words.Presses.Select((press, i) => (JsonNode)Press(press, Given(BlankPlace.Press, i)))]) });
        return parts;
    }

    /// <summary>Numbered examples of the body lie in a list of lists, those of the header in a list, named ones in lists of their own.</summary>
    private static JsonObject Part(string type, string text, string stem, JsonArray examples, bool isNamed, string? format = null)
    {
        var part = new JsonObject { ["type"] = type, ["text"] = text };
        if (format is not null) part["format"] = format;
        if (examples.Count > 0)
            part["example"] = isNamed ? new JsonObject { [$"{stem}_text_named_params"] = examples }
                : new JsonObject { [$"{stem}_text"] = stem is "body" ? new JsonArray(examples) : examples };
        return part;
    }

    private static JsonObject Press(TemplatePress press, JsonArray examples)
    {
        var button = new JsonObject { ["text"] = press.Title };
        switch (press.Kind)
        {
            case PressKind.Web:
                (button["type"], button["url"]) = ("URL", press.Target);
                if (examples.Count > 0) button["example"] = new JsonArray(press.Target!.Replace(press.Target[press.Target.IndexOf("{{", StringComparison.Ordinal)..], (string)examples[0]!, StringComparison.Ordinal));
                break;
            case PressKind.Call:
                (button["type"], button["phone_number"]) = ("PHONE_NUMBER", press.Target);
                break;
            default:
                button["type"] = "QUICK_REPLY";
                break;
        }

        return button;
    }

    private static TemplatePress Press(JsonElement button) => button.Text("type")?.ToUpperInvariant() switch
    {
        "QUICK_REPLY" => new(PressKind.Reply, button.Text("text") ?? ""),
        "URL" => new(PressKind.Web, button.Text("text") ?? "", button.Text("url")),
        "PHONE_NUMBER" => new(PressKind.Call, button.Text("text") ?? "", button.Text("phone_number")),
        _ => new(PressKind.Other, button.Text("text") ?? ""),
    };

    private static string Sample(TemplateBlank blank, JsonElement header, JsonElement body, List<JsonElement> buttons)
    {
        if (blank.Place is BlankPlace.Press)
        {
            // The example is the whole address; what stood in the blank is its end.
            var (url, example) = (buttons[blank.Press].Text("url") ?? "", First(buttons[blank.Press].Items("example")));
            var before = url.IndexOf("{{", StringComparison.Ordinal);
            return before >= 0 && example.Length > before && example.StartsWith(url[..before], StringComparison.Ordinal) ? example[before..] : example;
        }

        var (part, stem) = blank.Place is BlankPlace.Header ? (header, "header") : (body, "body");
        var examples = part.Member("example") ?? default;
        if (examples.Items($"{stem}_text_named_params").FirstOrDefault(e => e.Text("param_name") == blank.Name).Text("example") is { } named) return named;

        var row = examples.Items($"{stem}_text").ToList();
        if (row is [{ ValueKind: JsonValueKind.Array } inner, ..]) row = [.. inner.EnumerateArray()];
        return int.TryParse(blank.Name, out var number) && number > 0 && number <= row.Count && row[number - 1].ValueKind is JsonValueKind.String ? row[number - 1].GetString()! : "";
    }

    private static string First(IEnumerable<JsonElement> texts) => texts.FirstOrDefault() is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static HeaderKind KindOf(string format) => format switch
    {
        "IMAGE" => HeaderKind.Image,
        "VIDEO" or "GIF" => HeaderKind.Video,
        "DOCUMENT" => HeaderKind.Document,
        "LOCATION" => HeaderKind.Place,
        _ => HeaderKind.Text,
    };
}
