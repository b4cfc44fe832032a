using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Domain.Templates;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Wati;

/// <summary>The templates of a Wati account. Wati tells nobody when one is decided: they are read again.</summary>
internal sealed class WatiTemplates(WatiApi api, IOptions<WatiOptions> options) : ITemplateBook
{
    private const int PageSize = 100;
    private const int MostPages = 60;

    public string Provider => WatiRegistration.Provider;

    public async Task<IReadOnlyList<ProviderTemplate>> ReadAsync(ChannelAccount account, CancellationToken ct)
    {
        var (server, read) = (WatiServer.Of(account, options.Value), new List<ProviderTemplate>());
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await api.GetAsync(account, server.V1($"getMessageTemplates?pageSize={PageSize}&pageNumber={page}"), ct);
            var told = answer.Items("messageTemplates").ToList();
            read.AddRange(told.Select(Read).OfType<ProviderTemplate>());

            // The link to the next page has been seen empty, missing, and pointing at the last page for ever.
            if (told.Count < PageSize || answer.Member("link")?.Text("nextPage") is not { Length: > 0 }) break;
        }

        return [.. read.DistinctBy(template => template.Id)];
    }

    public async Task<ProviderTemplate> SubmitAsync(ChannelAccount account, TemplateDraft draft, CancellationToken ct)
    {
        var answer = await api.PostAsync(account, WatiServer.Of(account, options.Value).V1("whatsApp/templates"), Write(draft), ct);
        var made = answer.Member("result") is { ValueKind: JsonValueKind.Object } result ? result : answer;
        if (made.Text("id", "templateId") is { } id)
            return new(id, draft.Name, draft.Language, draft.Category, TemplateReading.StatusOf(made.Text("status")) ?? TemplateStatus.Pending, draft.Words);

        // Taken, but not named: it is among the others.
        return (await ReadAsync(account, ct)).FirstOrDefault(template => template.Name == draft.Name && template.Language == draft.Language)
            ?? throw new ProviderException("no_id", ProviderFault.Unknown, "taken without an id") { Reason = Trouble.NoAnswer };
    }

    private static object Write(TemplateDraft draft) => new
    {
        type = "template",
        category = draft.Category.Word(),
        subCategory = "STANDARD",
        elementName = draft.Name,
        language = draft.Language,
        header = draft.Words.Header is { Text: { } above } ? new { type = "text", text = above } : null,
        body = draft.Words.Body,
        footer = draft.Words.Footer,
        buttonsType = draft.Words.Presses switch
        {
            [] => "NONE",
            var presses when presses.All(press => press.Kind is PressKind.Reply) => "QUICK_REPLY",
            var presses when presses.All(press => press.Kind is not PressKind.Reply) => "CALL_TO_ACTION",
            _ => "CALL_TO_ACTION_AND_QUICK_REPLY",
        },
        buttons = draft.Words.Presses.Select(press => new
        {
            type = press.Kind switch { PressKind.Web => "url", PressKind.Call => "call", _ => "quick_reply" },
            parameter = new { text = press.Title, url = press.Kind is PressKind.Web ? press.Target : null, phoneNumber = press.Kind is PressKind.Call ? press.Target : null },
        }),
        customParams = draft.Words.Blanks.Zip(draft.Words.Samples).DistinctBy(pair => pair.First.Name).Select(pair => new { paramName = pair.First.Name, paramValue = pair.Second }),
    };

    private static ProviderTemplate? Read(JsonElement told)
    {
        if (told.Text("elementName", "name") is not { } name || TemplateReading.StatusOf(told.Text("status")) is not { } status) return null;

        var language = told.Member("language") is { ValueKind: JsonValueKind.Object } tongue ? tongue.Text("value", "key") : told.Text("language");
        var samples = told.Items("customParams").GroupBy(p => p.Text("paramName", "name") ?? "").ToDictionary(p => p.Key, p => p.First().Text("paramValue", "value") ?? "");
        var header = told.Member("header") is { ValueKind: JsonValueKind.Object } above ? Header(above) : null;
        var words = new TemplateWords(told.Text("bodyOriginal", "body") ?? "")
        {
            Header = header,
            Footer = told.Text("footer") is { Length: > 0 } footer ? footer : null,
            Presses = [.. told.Items("buttons").Select(Press)],
        };
        return new(told.Text("id") ?? $"{name}/{language}", name, language ?? "fr", TemplateReading.CategoryOf(told.Text("category")), status, words with
        {
            Samples = [.. words.Blanks.Select(blank => samples.GetValueOrDefault(blank.Name, ""))],
        })
        {
            Reason = told.Text("rejectedReason", "failedReason", "reason") is { } reason and not ("" or "NONE") ? reason : null,
            Quality = told.Text("quality", "qualityScore") is { } quality and not ("" or "UNKNOWN") ? quality : null,
        };
    }

    /// <summary>The kind comes as a word or as a number.</summary>
    private static TemplateHeader? Header(JsonElement header) => (header.Text("typeString", "type")?.ToLowerInvariant(), header.Text("text", "headerText")) switch
    {
        ("image", _) => new(HeaderKind.Image),
        ("video", _) => new(HeaderKind.Video),
        ("document", _) => new(HeaderKind.Document),
        ("location", _) => new(HeaderKind.Place),
        (_, { } text) => new(HeaderKind.Text, text),
        _ => null,
    };

    private static TemplatePress Press(JsonElement button)
    {
        var parameter = button.Member("parameter") ?? button;
        var title = parameter.Text("text") ?? "";
        return button.Text("type")?.ToLowerInvariant() switch
        {
            "quick_reply" => new(PressKind.Reply, title),
            "url" => new(PressKind.Web, title, parameter.Text("urlOriginal", "url")),
            "call" or "phone_number" => new(PressKind.Call, title, parameter.Text("phoneNumber", "phone_number")),
            _ => new(PressKind.Other, title),
        };
    }
}
