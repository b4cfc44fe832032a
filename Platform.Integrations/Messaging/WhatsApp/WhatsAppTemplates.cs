using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Domain.Templates;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>The templates of a business account at Meta; every number of the account has the same ones.</summary>
internal sealed class WhatsAppTemplates(WhatsAppGraph graph) : ITemplateBook
{
    private const string Fields = "id,name,status,category,language,components,quality_score,rejected_reason";
    private const int MostPages = 200;

    public string Provider => WhatsAppRegistration.Provider;

    public async Task<IReadOnlyList<ProviderTemplate>> ReadAsync(ChannelAccount account, CancellationToken ct)
    {
        var (read, after) = (new List<ProviderTemplate>(), default(string));
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await graph.GetAsync(account.AccessToken, Path(account), ct, ("fields", Fields), ("limit", "100"), ("after", after));
            read.AddRange(answer.Items("data").Select(Read).OfType<ProviderTemplate>());

            var paging = answer.Member("paging") ?? default;
            after = paging.Member("cursors")?.Text("after");
            if (paging.Member("next") is null || after is null) break;
        }

        return read;
    }

    public async Task<ProviderTemplate> SubmitAsync(ChannelAccount account, TemplateDraft draft, CancellationToken ct)
    {
        var answer = await graph.PostAsync(account.AccessToken, Path(account), Write(draft), ct);
        var id = answer.Text("id") ?? throw new ProviderException("no_id", ProviderFault.Unknown, "taken without an id") { Reason = Trouble.NoAnswer };
        return new(id, draft.Name, draft.Language, TemplateReading.CategoryOf(answer.Text("category") ?? draft.Category.Word()), TemplateReading.StatusOf(answer.Text("status")) ?? TemplateStatus.Pending, draft.Words);
    }

    public bool CanEdit => true;

    public bool CanDelete => true;

    public Task EditAsync(ChannelAccount account, ProviderTemplate kept, TemplateDraft draft, CancellationToken ct) =>
        graph.PostAsync(account.AccessToken, Uri.EscapeDataString(kept.Id), Rewrite(kept, draft), ct);

    public async Task DeleteAsync(ChannelAccount account, ProviderTemplate kept, CancellationToken ct)
    {
        try
        {
            await graph.DeleteAsync(account.AccessToken, Path(account), ct, ("name", kept.Name), ("hsm_id", kept.Id));
        }
        catch (ProviderException e) when (e.Reason is Trouble.TemplateMissing)
        {
            // Somebody was quicker, on Meta's own pages.
        }
    }

    /// <summary>What is approved keeps its category, and Meta refuses to hear it again.</summary>
    internal static JsonObject Rewrite(ProviderTemplate kept, TemplateDraft draft)
    {
        var body = new JsonObject { ["components"] = WhatsAppComponents.Write(draft.Words), ["parameter_format"] = FormatOf(draft.Words) };
        if (kept.Status is not TemplateStatus.Approved) body["category"] = draft.Category.Word();
        return body;
    }

    /// <summary>A text in the wrong category is put into the right one instead of being refused.</summary>
    internal static JsonObject Write(TemplateDraft draft) => new()
    {
        ["name"] = draft.Name,
        ["language"] = draft.Language,
        ["category"] = draft.Category.Word(),
        ["allow_category_change"] = true,
        ["parameter_format"] = FormatOf(draft.Words),
        ["components"] = WhatsAppComponents.Write(draft.Words),
    };

    private static string FormatOf(TemplateWords words) => words.IsNamed ? "NAMED" : "POSITIONAL";

    private static ProviderTemplate? Read(JsonElement told)
    {
        if ((told.Text("id"), told.Text("name"), told.Text("language")) is not ({ } id, { } name, { } language) || TemplateReading.StatusOf(told.Text("status")) is not { } status) return null;

        return new(id, name, language, TemplateReading.CategoryOf(told.Text("category")), status, WhatsAppComponents.Read(told))
        {
            Reason = told.Text("rejected_reason") is { Length: > 0 } reason and not "NONE" ? reason : null,
            Quality = (told.Member("quality_score")?.Text("score") ?? told.Text("quality_score")) is { Length: > 0 } quality and not "UNKNOWN" ? quality : null,
        };
    }

    private static string Path(ChannelAccount account) => account.AccountId is { Length: > 0 } business
        ? $"{Uri.EscapeDataString(business)}/message_templates"
        : throw new ProviderException("no_business", ProviderFault.Fix) { Reason = Trouble.AccountUnknown };
}
