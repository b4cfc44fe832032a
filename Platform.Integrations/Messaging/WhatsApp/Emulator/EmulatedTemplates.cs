using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Domain.Templates;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>The templates of every account: created, approved, filled in.</summary>
internal sealed partial class EmulatedTemplates
{
    private static readonly TimeSpan Rest = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<(string Account, string Name, string Language), Template> all = new();
    private readonly ConcurrentDictionary<(string Account, string Name, string Language), DateTimeOffset> resting = new();
    private readonly ConcurrentDictionary<string, List<DateTimeOffset>> edits = new();

    public sealed record Template(string Id, string Account, string Name, string Language, string Category, string Status, JsonElement Components)
    {
        public string Reason { get; init; } = "NONE";
        public string Quality { get; init; } = "UNKNOWN";
    }

    public IEnumerable<Template> Of(string account) => all.Values.Where(t => t.Account == account).OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Language, StringComparer.Ordinal);

    public Template Add(string account, string name, string language, string category, string status, JsonElement components) =>
        all[(account, name, language)] = new($"{RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue)}", account, name, language, category.ToUpperInvariant(), status, components);

    public bool Has(string account, string name, string language) => all.ContainsKey((account, name, language));

    public Template? Find(string account, string name, string language) => all.GetValueOrDefault((account, name, language));

    public Template? Find(string account, string id) => Of(account).FirstOrDefault(t => t.Id == id);

    public void Keep(Template template) => all[(template.Account, template.Name, template.Language)] = template;

    /// <summary>In one language, or in all of them where no id says which.</summary>
    /// <returns>How many went.</returns>
    public int Remove(string account, string name, string? id, DateTimeOffset now)
    {
        var gone = Of(account).Where(t => t.Name == name && (id is null || t.Id == id) && all.TryRemove((account, name, t.Language), out _)).ToList();
        foreach (var template in gone.Where(t => t.Status is "APPROVED")) resting[(account, name, template.Language)] = now + Rest;
        return gone.Count;
    }

    /// <summary>Whether what was approved under this name was deleted lately.</summary>
    public bool IsResting(string account, string name, string language, DateTimeOffset now) => resting.TryGetValue((account, name, language), out var until) && now < until;

    /// <returns>Whether it may be: what is approved is changed once a day and ten times in thirty days.</returns>
    public bool MayEdit(Template template, DateTimeOffset now)
    {
        if (template.Status is not "APPROVED") return true;

        var made = edits.GetOrAdd(template.Id, _ => []);
        lock (made)
        {
            if (made.Exists(at => now - at < TemplateEditing.Day) || made.Count(at => now - at < TemplateEditing.Month) >= TemplateEditing.MostAMonth) return false;
            made.Add(now);
            return true;
        }
    }

    /// <summary>The template with its blanks filled in, as the customer sees it.</summary>
    public EmulatedSends.Shown Fill(string account, JsonElement send)
    {
        EmulatedSends.Known("template", send);
        var name = EmulatedSends.Needed(send, "name", 512);
        var language = EmulatedSends.Needed(send.Member("language") ?? throw EmulatedSends.Missing("template.language"), "code", 20);
        var template = all.GetValueOrDefault((account, name, language));
        switch (template?.Status)
        {
            case null or "PENDING" or "REJECTED":
                throw new EmulatedSends.Refusal(132001, $"template name ({name}) does not exist in {language}");
            case "PAUSED":
                throw new EmulatedSends.Refusal(132015, "template is paused");
            case "DISABLED":
                throw new EmulatedSends.Refusal(132016, "template is disabled");
        }

        var given = send.Items("components").ToList();
        var body = Part(template.Components, "BODY").Text("text") ?? "";
        CheckHeader(Part(template.Components, "HEADER"), given);
        return new("template", Filled(body, Given(given, "body")))
        {
            Category = template.Category.ToLowerInvariant(),
            Offers = [.. Part(template.Components, "BUTTONS").Items("buttons").Select((button, i) => Offer(button, i, given))],
        };
    }

    private static void CheckHeader(JsonElement header, List<JsonElement> given)
    {
        var parameters = Given(given, "header");
        switch (header.Text("format")?.ToUpperInvariant())
        {
            case "IMAGE" or "VIDEO" or "DOCUMENT" when parameters is not [_]:
                throw new EmulatedSends.Refusal(132012, $"header: Format mismatch, expected {header.Text("format")}, received UNKNOWN");
            case "TEXT":
                Filled(header.Text("text") ?? "", parameters);
                break;
            case null when parameters is not []:
                throw new EmulatedSends.Refusal(132000, "header: number of parameters does not match");
        }
    }

    /// <summary>In order, or by name where the parameters say one.</summary>
    private static string Filled(string text, List<JsonElement> parameters)
    {
        var blanks = Blank().Matches(text).Select(m => m.Groups[1].Value).Distinct().ToList();
        if (blanks.Count != parameters.Count)
            throw new EmulatedSends.Refusal(132000, $"number of localizable_params ({parameters.Count}) does not match the expected number of params ({blanks.Count})");

        var values = parameters.Select((parameter, i) => (Name: parameter.Text("parameter_name") ?? $"{i + 1}", Value: EmulatedSends.Needed(parameter, "text", 1024))).ToList();
        foreach (var (name, value) in values)
        {
            if (!blanks.Contains(name)) throw new EmulatedSends.Refusal(132000, $"no blank named {name}");
            if (value.AsSpan().ContainsAny('\n', '\t') || value.Contains("     ", StringComparison.Ordinal))
                throw new EmulatedSends.Refusal(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
        }

        return Blank().Replace(text, m => values.First(v => v.Name == m.Groups[1].Value).Value);
    }

    private static Choice Offer(JsonElement button, int index, List<JsonElement> given)
    {
        var filled = given.FirstOrDefault(c => c.Text("type")?.ToUpperInvariant() == "BUTTON" && c.Text("index") == $"{index}").Items("parameters").FirstOrDefault();
        var title = button.Text("text") ?? "";
        return new(filled.Text("payload", "coupon_code", "text") ?? button.Text("url") ?? title, title);
    }

    private static JsonElement Part(JsonElement components, string type) =>
        components.ValueKind is JsonValueKind.Array ? components.EnumerateArray().FirstOrDefault(c => c.Text("type")?.ToUpperInvariant() == type) : default;

    private static List<JsonElement> Given(List<JsonElement> given, string type) =>
        [.. given.FirstOrDefault(c => string.Equals(c.Text("type"), type, StringComparison.OrdinalIgnoreCase)).Items("parameters")];

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Blank();
}
