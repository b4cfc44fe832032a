using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Platform.Domain.Templates;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.Wati.Emulator;

/// <summary>Wati's templates, in both of its ways of listing them. What is decided is only seen by who reads again.</summary>
internal sealed class WatiShelf
{
    private readonly ConcurrentDictionary<(string Tenant, string Name, string Language), Kept> all = new();

    private sealed record Kept(string Id, string Status, string? Reason, string Category, JsonObject Template)
    {
        public string Text(string member) => (string?)Template[member] ?? "";
    }

    /// <param name="text">With its blanks as `{{name}}`; what follows a bar are buttons.</param>
    public void Add(string tenant, string name, string text, string language)
    {
        var parts = text.Split('|');
        all[(tenant, name, language)] = new(NewId(), "APPROVED", null, "UTILITY", new JsonObject
        {
            ["elementName"] = name,
            ["body"] = parts[0],
            ["buttons"] = new JsonArray([.. parts[1..].Select(title => (JsonNode)new JsonObject { ["type"] = "quick_reply", ["parameter"] = new JsonObject { ["text"] = title } })]),
        });
    }

    /// <returns>Words and buttons as <see cref="WatiEmulated.Fill"/> takes them; null where none is approved. Wati asks for no language: the first of the name is meant.</returns>
    public string? Find(string tenant, string? name)
    {
        var found = Of(tenant).FirstOrDefault(one => one.Value.Text("elementName") == name && one.Value.Status is "APPROVED").Value;
        return found is null ? null : string.Join('|', [found.Text("body"), .. found.Template["buttons"]!.AsArray().Select(button => (string?)button!["parameter"]!["text"])]);
    }

    public IResult Newer(string tenant) => Results.Json(new { message_templates = Of(tenant).Select(one => new { id = one.Value.Id, name = one.Key.Name, status = one.Value.Status, body = one.Value.Text("body") }) });

    public IResult Older(string tenant, HttpRequest request)
    {
        int Of(string name, int otherwise) => int.TryParse(request.Query[name], CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : otherwise;
        var (size, page, kept) = (Of("pageSize", 10), Of("pageNumber", 1), this.Of(tenant).ToList());
        return Results.Json(new
        {
            result = "success",
            messageTemplates = kept.Skip((page - 1) * size).Take(size).Select(Shown),
            link = new { prevPage = "", nextPage = page * size < kept.Count ? $"{request.Path}?pageSize={size}&pageNumber={page + 1}" : "", pageNumber = page, pageSize = size, total = kept.Count },
        });
    }

    public IResult Create(string tenant, JsonElement body)
    {
        if ((body.Text("elementName"), body.Text("language"), body.Text("body"), body.Text("category")) is not ({ Length: > 0 } name, { Length: > 0 } language, { Length: > 0 } text, { Length: > 0 } category))
            return Results.Json(new { ok = false, errors = "elementName, category, language and body are required" }, statusCode: StatusCodes.Status400BadRequest);
        if (all.ContainsKey((tenant, name, language))) return Results.Json(new { ok = false, message = "template already exists" });

        var given = body.Items("customParams").Select(p => p.Text("paramName")).ToHashSet();
        if (new TemplateWords(text).Blanks.Any(blank => !given.Contains(blank.Name))) return Results.Json(new { ok = false, message = "template params need sample values" });

        var verdict = TemplateReview.Of(body.GetRawText(), TemplateReading.CategoryOf(category), mayMove: false);
        var kept = new Kept(NewId(), verdict.Status, verdict.Reason, verdict.Category.Word(), JsonNode.Parse(body.GetRawText())!.AsObject());
        kept.Template["buttons"] ??= new JsonArray();
        all[(tenant, name, language)] = kept;
        return Results.Json(new { ok = true, result = new { id = kept.Id, elementName = name, status = "PENDING" } });
    }

    private IEnumerable<KeyValuePair<(string Tenant, string Name, string Language), Kept>> Of(string tenant) =>
        all.Where(one => one.Key.Tenant == tenant).OrderBy(one => one.Key.Name, StringComparer.Ordinal).ThenBy(one => one.Key.Language, StringComparer.Ordinal);

    private static JsonObject Shown(KeyValuePair<(string Tenant, string Name, string Language), Kept> one)
    {
        var shown = one.Value.Template.DeepClone().AsObject();
        (shown["id"], shown["status"], shown["category"], shown["bodyOriginal"]) = (one.Value.Id, one.Value.Status, one.Value.Category, one.Value.Text("body"));
        shown["language"] = new JsonObject { ["key"] = one.Key.Language, ["value"] = one.Key.Language, ["text"] = one.Key.Language };
        if (one.Value.Reason is { } reason) shown["rejectedReason"] = reason;
        return shown;
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N")[8..];
}
