using System.Net.Http.Json;
using System.Text.Json;
using Platform.Domain.Templates;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>Contents of a Twilio account that WhatsApp has been asked about. Contents that only serve open conversations are none.</summary>
internal sealed class TwilioTemplates(TwilioApi api) : ITemplateBook
{
    private const string FirstPage = "ContentAndApprovals?PageSize=100";
    private const string NotFound = "20404";
    private const int MostPages = 60;

    public string Provider => TwilioRegistration.Provider;

    public async Task<IReadOnlyList<ProviderTemplate>> ReadAsync(ChannelAccount account, CancellationToken ct)
    {
        var (read, next) = (new List<ProviderTemplate>(), FirstPage);
        for (var page = 0; page < MostPages && next is not null; page++)
        {
            var answer = await api.GetAsync(account, api.Content(next), ct);
            read.AddRange(answer.Items("contents").Select(Read).OfType<ProviderTemplate>());

            // Only what it says after the question mark: credentials follow no address somebody else wrote.
            next = Uri.TryCreate(answer.Member("meta")?.Text("next_page_url"), UriKind.Absolute, out var onward) ? $"ContentAndApprovals{onward.Query}" : null;
        }

        return read;
    }

    public async Task<ProviderTemplate> SubmitAsync(ChannelAccount account, TemplateDraft draft, CancellationToken ct)
    {
        var words = draft.Words.NumberedThrough();
        using var content = JsonContent.Create(new
        {
            friendly_name = draft.Name,
            language = draft.Language,
            variables = words.Samples.Select((sample, i) => (Name: $"{i + 1}", sample)).ToDictionary(pair => pair.Name, pair => pair.sample),
            types = Types(words),
        }, options: Calling.Json);
        var made = await api.PostAsync(account, api.Content("Content"), content, ct);
        var sid = made.Text("sid") ?? throw new ProviderException("no_id", ProviderFault.Unknown, "made without an id") { Reason = Trouble.NoAnswer };

        using var asked = JsonContent.Create(new { name = draft.Name, category = draft.Category.Word(), allow_category_change = true });
        var approval = await api.PostAsync(account, api.Content($"Content/{sid}/ApprovalRequests/whatsapp"), asked, ct);
        return new(sid, draft.Name, draft.Language, TemplateReading.CategoryOf(approval.Text("category") ?? draft.Category.Word()), TemplateReading.StatusOf(approval.Text("status")) ?? TemplateStatus.Pending, words);
    }

    public bool CanDelete => true;

    public async Task DeleteAsync(ChannelAccount account, ProviderTemplate kept, CancellationToken ct)
    {
        try
        {
            await api.DeleteAsync(account, api.Content($"Content/{Uri.EscapeDataString(kept.Id)}"), ct);
        }
        catch (ProviderException e) when (e.Code is NotFound)
        {
            // Somebody was quicker, in Twilio's console.
        }
    }

    private static Dictionary<string, object> Types(TemplateWords words) => words switch
    {
        { Header: null, Footer: null, Presses: [] } => new() { ["twilio/text"] = new { body = words.Body } },
        { Header: null, Footer: null } when words.Presses.All(press => press.Kind is PressKind.Reply) => new()
        {
            ["twilio/quick-reply"] = new { body = words.Body, actions = words.Presses.Select((press, i) => new { title = press.Title, id = $"press_{i}" }) },
        },
        _ => new()
        {
            ["whatsapp/card"] = new { body = words.Body, header_text = words.Header?.Text, footer = words.Footer, actions = words.Presses.Select(Action) },
        },
    };

    private static object Action(TemplatePress press, int index) => press.Kind switch
    {
        PressKind.Web => new { type = "URL", title = press.Title, url = press.Target },
        PressKind.Call => new { type = "PHONE_NUMBER", title = press.Title, phone = press.Target },
        _ => new { type = "QUICK_REPLY", title = press.Title, id = $"press_{index}" },
    };

    private static ProviderTemplate? Read(JsonElement content)
    {
        if (content.Text("sid") is not { } sid || content.Member("approval_requests") is not { ValueKind: JsonValueKind.Object } approval) return null;
        if (approval.Text("status") is null or "unsubmitted" || TemplateReading.StatusOf(approval.Text("status")) is not { } status) return null;

        var types = content.Member("types") is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().ToList() : [];
        var type = types.FirstOrDefault(one => one.Value.Text("body", "title") is not null);
        if (type.Value.ValueKind is not JsonValueKind.Object) return null;

        var variables = content.Member("variables") ?? default;
        var words = new TemplateWords(type.Value.Text("body", "title") ?? "")
        {
            Header = type.Value.Text("header_text") is { Length: > 0 } above ? new(HeaderKind.Text, above) : null,
            Footer = type.Value.Text("footer", "subtitle") is { Length: > 0 } footer ? footer : null,
            Presses = [.. type.Value.Items("actions").Select(action => Press(type.Name, action))],
        };
        return new(sid, approval.Text("name") ?? content.Text("friendly_name") ?? sid, content.Text("language") ?? "fr", TemplateReading.CategoryOf(approval.Text("category")), status, words with
        {
            Samples = [.. words.Blanks.Select(blank => variables.Text(blank.Name) ?? "")],
        })
        {
            Reason = approval.Text("rejection_reason") is { Length: > 0 } reason ? reason : null,
        };
    }

    private static TemplatePress Press(string type, JsonElement action)
    {
        var title = action.Text("title") ?? "";
        return (action.Text("type")?.ToUpperInvariant() ?? (type is "twilio/quick-reply" ? "QUICK_REPLY" : "")) switch
        {
            "QUICK_REPLY" => new(PressKind.Reply, title),
            "URL" => new(PressKind.Web, title, action.Text("url")),
            "PHONE_NUMBER" => new(PressKind.Call, title, action.Text("phone")),
            _ => new(PressKind.Other, title),
        };
    }
}
