using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using static Platform.Integrations.Messaging.WhatsApp.Emulator.EmulatedGate;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>What sellers leave at Meta: files and templates.</summary>
internal sealed class EmulatedLibrary(EmulatedAssets assets, EmulatedGate gate, Faults faults, EmulatedWebhooks webhooks)
{
    private const int LargestFile = 16 << 20;

    public void Map(IEndpointRouteBuilder graph, IEndpointRouteBuilder root)
    {
        graph.MapPost("/{id}/media", UploadAsync);
        graph.MapDelete("/{id}", DeleteFile);
        root.MapGet("/media/{id}", Download);
        graph.MapGet("/{id}/message_templates", ReadTemplates);
        graph.MapPost("/{id}/message_templates", CreateTemplateAsync);
        graph.MapDelete("/{id}/message_templates", DeleteTemplates);
    }

    private async Task<IResult> UploadAsync(string id, HttpRequest request, CancellationToken ct)
    {
        if (gate.Who(request).Refusal is { } refusal) return refusal;
        if (!request.HasFormContentType) return Refuse(100, "multipart/form-data is needed");
        var form = await request.ReadFormAsync(ct);
        return await faults.AnswerAsync(code => Refuse(code, "Refused on request"), async () =>
        {
            if (form["messaging_product"] != "whatsapp" && request.Query["messaging_product"] != "whatsapp") return Refuse(100, "messaging_product must be whatsapp");
            if (form.Files["file"] is not { Length: > 0 and < LargestFile } file) return Refuse(131053, "file is missing or too large");

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            var type = form["type"].ToString() is { Length: > 0 } given ? given : file.ContentType;
            return gate.Of(id, request, (phone, _) => Results.Json(new { id = assets.Media.Keep(phone.Number.Account, type, bytes.ToArray(), file.FileName) }));
        }, ct);
    }

    private IResult DeleteFile(string id, HttpRequest request) => gate.Who(request) switch
    {
        ({ } grant, _) when assets.Media.Remove(grant.Account, id) => Results.Json(new { success = true }),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };

    /// <summary>Only with the bearer: an address alone opens nothing.</summary>
    private async Task<IResult> Download(string id, HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(_ => Results.NotFound(), () => Task.FromResult(
        gate.Who(request) is ({ } grant, _) && assets.Media.Find(grant.Account, id) is { } file ? Results.Bytes(file.Bytes, file.MimeType) : Results.NotFound()), ct);

    private IResult ReadTemplates(string id, HttpRequest request) => gate.OfBusiness(id, request, business => Results.Json(new
    {
        data = assets.Templates.Of(business.Id)
            .Where(t => request.Query["name"] is not [{ Length: > 0 } name] || t.Name == name)
            .Where(t => request.Query["status"] is not [{ Length: > 0 } status] || t.Status == status)
            .Select(t => new { id = t.Id, name = t.Name, language = t.Language, category = t.Category, status = t.Status, components = t.Components }),
    }));

    private async Task<IResult> CreateTemplateAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return gate.OfBusiness(id, request, business =>
        {
            if ((body.Text("name"), body.Text("language"), body.Text("category"), body.Member("components")) is not ({ Length: > 0 and <= 512 } name, { Length: > 0 } language, { Length: > 0 } category, { ValueKind: JsonValueKind.Array } components))
                return Refuse(100, "name, language, category and components are needed");
            if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')) return Refuse(100, "name may only hold lower-case letters, digits and _");
            if (assets.Templates.Has(business.Id, name, language)) return Refuse(100, "There is already content in this language for this template");

            var template = assets.Templates.Add(business.Id, name, language, category, "PENDING", components);
            _ = ApproveAsync(template);
            return Results.Json(new { id = template.Id, status = template.Status, category = template.Category });
        });
    }

    private async Task ApproveAsync(EmulatedTemplates.Template template)
    {
        assets.Templates.Become(template, "APPROVED");
        if (assets.PhonesOf(template.Account).FirstOrDefault() is not { } phone) return;

        await webhooks.PostAsync(phone.Number, "message_template_status_update", new JsonObject
        {
            ["event"] = "APPROVED",
            ["message_template_id"] = long.Parse(template.Id, System.Globalization.CultureInfo.InvariantCulture),
            ["message_template_name"] = template.Name,
            ["message_template_language"] = template.Language,
            ["message_template_category"] = template.Category,
            ["reason"] = "NONE",
        }, CancellationToken.None);
    }

    private IResult DeleteTemplates(string id, HttpRequest request) => gate.OfBusiness(id, request, business =>
        assets.Templates.Remove(business.Id, request.Query["name"].ToString()) > 0 ? Results.Json(new { success = true }) : Refuse(100, "There is no such template"));
}
