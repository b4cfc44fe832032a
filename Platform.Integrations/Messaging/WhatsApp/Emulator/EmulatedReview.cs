using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Domain.Templates;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using static Platform.Integrations.Messaging.WhatsApp.Emulator.EmulatedGate;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>Meta's desk for templates: what is malformed is refused at once, the rest is looked through and announced.</summary>
internal sealed class EmulatedReview(EmulatedAssets assets, EmulatedGate gate, EmulatedWebhooks webhooks, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder graph)
    {
        graph.MapGet("/{id}/message_templates", Read);
        graph.MapPost("/{id}/message_templates", CreateAsync);
        graph.MapDelete("/{id}/message_templates", Delete);
        graph.MapPost("/{id}", EditAsync);
    }

    /// <summary>Meta thinks anew: of how it stands, of its category, of how customers like it.</summary>
    public async Task ChangeAsync(EmulatedTemplates.Template from, EmulatedTemplates.Template to, CancellationToken ct)
    {
        assets.Templates.Keep(to);
        if (assets.PhonesOf(to.Account).FirstOrDefault() is not { } phone) return;

        if (from.Status != to.Status) await webhooks.PostAsync(phone.Number, "message_template_status_update", Named(to, ("event", to.Status), ("reason", to.Reason), ("message_template_category", to.Category)), ct);
        if (from.Category != to.Category) await webhooks.PostAsync(phone.Number, "template_category_update", Named(to, ("previous_category", from.Category), ("new_category", to.Category)), ct);
        if (from.Quality != to.Quality) await webhooks.PostAsync(phone.Number, "message_template_quality_update", Named(to, ("previous_quality_score", from.Quality), ("new_quality_score", to.Quality)), ct);
    }

    private IResult Read(string id, HttpRequest request) => gate.OfBusiness(id, request, business =>
    {
        var limit = int.TryParse(request.Query["limit"], CultureInfo.InvariantCulture, out var asked) && asked is > 0 and <= 250 ? asked : 25;
        var from = int.TryParse(request.Query["after"], CultureInfo.InvariantCulture, out var after) ? after : 0;
        var all = assets.Templates.Of(business.Id)
            .Where(t => request.Query["name"] is not [{ Length: > 0 } name] || t.Name == name)
            .Where(t => request.Query["status"] is not [{ Length: > 0 } status] || t.Status == status)
            .ToList();
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = $"{from}", ["after"] = $"{from + limit}" } };
        if (from + limit < all.Count) paging["next"] = $"https://graph.facebook.com{request.Path}?after={from + limit}";
        return Results.Json(new
        {
            data = all.Skip(from).Take(limit).Select(t => new
            {
                id = t.Id, name = t.Name, language = t.Language, category = t.Category, status = t.Status, components = t.Components, rejected_reason = t.Reason, quality_score = new { score = t.Quality },
            }),
            paging,
        });
    });

    private async Task<IResult> CreateAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return gate.OfBusiness(id, request, business =>
        {
            if ((body.Text("name"), body.Text("language"), body.Text("category"), body.Member("components")) is not ({ Length: > 0 and <= 512 } name, { Length: > 0 } language, { Length: > 0 } category, { ValueKind: JsonValueKind.Array } components))
                return Refuse(100, "name, language, category and components are needed");
            if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')) return Refuse(100, "name may only hold lower-case letters, digits and _");
            if (assets.Templates.Has(business.Id, name, language)) return Refuse(100, "There is already content in this language for this template", subcode: 2388024);
            if (assets.Templates.IsResting(business.Id, name, language, clock.GetUtcNow())) return Refuse(100, "New content can't be added while the existing content is being deleted. Try again in 4 weeks", subcode: 2388023);
            if (Fault(WhatsAppComponents.Read(body)) is var (subcode, why)) return Refuse(100, why, subcode: subcode);

            var verdict = TemplateReview.Of(components.GetRawText(), TemplateReading.CategoryOf(category), body.Flag("allow_category_change"));
            var template = assets.Templates.Add(business.Id, name, language, verdict.Category.Word(), "PENDING", components);
            Decide(template, verdict);
            return Results.Json(new { id = template.Id, status = template.Status, category = template.Category });
        });
    }

    private async Task<IResult> EditAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var (grant, refusal) = gate.Who(request);
        if (grant is null) return refusal!;
        if (assets.Templates.Find(grant.Account, id) is not { } template) return Nowhere(id);

        var body = await BodyAsync(request, ct);
        if (body.Member("components") is not { ValueKind: JsonValueKind.Array } components) return Refuse(100, "components are needed");
        if (template.Status is not ("APPROVED" or "REJECTED" or "PAUSED")) return Refuse(100, $"A template that is {template.Status} cannot be edited");
        if (template.Status is "APPROVED" && body.Text("category") is { } other && other != template.Category) return Refuse(100, "The category of an approved template cannot be edited");
        if (Fault(WhatsAppComponents.Read(body)) is var (subcode, why)) return Refuse(100, why, subcode: subcode);
        if (!assets.Templates.MayEdit(template, clock.GetUtcNow())) return Refuse(100, "An approved template can be edited once in 24 hours and 10 times in 30 days");

        var category = TemplateReading.CategoryOf(body.Text("category") ?? template.Category);
        var verdict = TemplateReview.Of(components.GetRawText(), category, mayMove: true);
        var waiting = template with { Category = verdict.Category.Word(), Status = "PENDING", Reason = "NONE", Components = components };
        assets.Templates.Keep(waiting);
        Decide(waiting, verdict);
        return Results.Json(new { success = true });
    }

    private void Decide(EmulatedTemplates.Template template, TemplateReview.Verdict verdict) =>
        _ = ChangeAsync(template, template with { Status = verdict.Status, Reason = verdict.Reason ?? "NONE" }, CancellationToken.None);

    private IResult Delete(string id, HttpRequest request) => gate.OfBusiness(id, request, business =>
    {
        var (name, one) = (request.Query["name"].ToString(), request.Query["hsm_id"] is [{ Length: > 0 } given] ? given : null);
        return assets.Templates.Remove(business.Id, name, one, clock.GetUtcNow()) > 0
            ? Results.Json(new { success = true })
            : Refuse(100, $"The message template {name} wasn't found for this account", subcode: 2593002);
    });

    /// <summary>What no reader needs to look at, with the numbers Meta hides behind its "invalid".</summary>
    private static (int Subcode, string Why)? Fault(TemplateWords words)
    {
        var blanks = words.Blanks.Count(blank => blank.Place is BlankPlace.Body);
        var (bare, spoken) = (words.Body.Trim(), words.Body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        return words switch
        {
            { Body.Length: 0 or > 1024 } => (2388040, "The body must have 1 to 1024 characters"),
            { Header: { Kind: HeaderKind.Text, Text: not { Length: > 0 and <= 60 } } } => (2388047, "The header must have 1 to 60 characters"),
            { Footer.Length: > 60 } => (2388073, "The footer must have at most 60 characters"),
            _ when bare.StartsWith("{{", StringComparison.Ordinal) || bare.EndsWith("}}", StringComparison.Ordinal) => (2388299, "Variables cannot be at the start or end of the template"),
            _ when blanks > 0 && spoken <= blanks * 2 => (2388293, "This template has too many variables for its length"),
            _ when words.Samples.Any(sample => sample is "") => (2388072, "Message templates with variables need an example for each"),
            _ => null,
        };
    }

    private static JsonObject Named(EmulatedTemplates.Template template, params ReadOnlySpan<(string Name, string Value)> told)
    {
        var value = new JsonObject
        {
            ["message_template_id"] = long.Parse(template.Id, CultureInfo.InvariantCulture),
            ["message_template_name"] = template.Name,
            ["message_template_language"] = template.Language,
        };
        foreach (var (name, word) in told) value[name] = word;
        return value;
    }
}
