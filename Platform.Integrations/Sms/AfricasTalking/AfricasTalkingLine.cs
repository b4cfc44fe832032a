using System.Security;
using Microsoft.Extensions.Options;
using Platform.Domain.Common;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging;

namespace Platform.Integrations.Sms.AfricasTalking;

/// <summary>Texts and calls by Africa's Talking. The answer's HTTP status says nothing of one number: its own code does.</summary>
internal sealed class AfricasTalkingLine(HttpClient http, IOptions<AfricasTalkingOptions> options, IOptions<TextOptions> texts) : ITextLine, IVoiceLine
{
    private readonly AfricasTalkingOptions options = options.Value;

    public string Provider => AfricasTalkingRegistration.Provider;

    public async Task<string> SendAsync(PhoneNumber to, string text, CancellationToken ct)
    {
        List<KeyValuePair<string, string>> form = [new("username", options.Username), new("to", to.Value), new("message", text), new("bulkSMSMode", "1"), new("enqueue", "1")];
        if (options.SenderId is { Length: > 0 } sender) form.Add(new("from", sender));

        var answer = await PostAsync(Under(options.TextUrl, "version1/messaging"), form, ct);
        var data = answer.Json.Member("SMSMessageData");
        if (data?.Items("Recipients").FirstOrDefault() is not { ValueKind: System.Text.Json.JsonValueKind.Object } recipient)
            throw data?.Text("Message") is { } word ? AfricasTalkingErrors.Of(word) : answer.Unexplained(HttpMethod.Post);

        var code = recipient.Text("statusCode") ?? "";
        if (code is not ("100" or "101" or "102")) throw AfricasTalkingErrors.Of(code);
        return recipient.Text("messageId") is { Length: > 0 } id and not "None" ? id : throw new ProviderException("no_id", ProviderFault.Unknown) { Reason = Trouble.NoAnswer };
    }

    public async Task<string> CallAsync(PhoneNumber to, string reference, CancellationToken ct)
    {
        if (options.VoiceNumber is not { Length: > 0 } from) throw new ProviderException("no_number", ProviderFault.Fix) { Reason = Trouble.NumberNotRegistered };

        List<KeyValuePair<string, string>> form = [new("username", options.Username), new("from", from), new("to", to.Value), new("clientRequestId", reference)];
        var answer = await PostAsync(Under(options.VoiceUrl, "call"), form, ct);
        if (answer.Json.Items("entries").FirstOrDefault() is not { ValueKind: System.Text.Json.JsonValueKind.Object } entry)
            throw answer.Json.Text("errorMessage") is { } word and not "None" ? AfricasTalkingErrors.Of(word) : answer.Unexplained(HttpMethod.Post);
        return entry.Text("status") is "Queued" && entry.Text("sessionId") is { Length: > 0 } session ? session : throw AfricasTalkingErrors.Of(entry.Text("status") ?? "");
    }

    public bool IsAuthentic(WebhookRequest request) => TextSecret.IsKnownTo(request, texts.Value);

    TextNews ITextLine.Read(ReadOnlyMemory<byte> body)
    {
        var form = TextForm.Read(body.Span);
        return form switch
        {
            _ when form["id"] is { } id && form["status"] is { } status => AfricasTalkingErrors.Report(id, status, form["failureReason"]),
            _ when form["id"] is { } id && form["text"] is { } text && PhoneNumber.TryParseInternational(form["from"], out var from) => new TextNews.Heard(id, from.Value, text),
            _ => new TextNews.Other("unreadable"),
        };
    }

    VoiceNews? IVoiceLine.Read(WebhookRequest request)
    {
        var form = TextForm.Read(request.Body.Span);
        if (form["sessionId"] is not { } session) return null;

        var callee = PhoneNumber.TryParseInternational(form["callerNumber"], out var number) ? number : null;
        return new(session, form["clientRequestId"], callee, form["dtmfDigits"], form["isActive"] is not "1");
    }

    /// <summary>What follows the question is only said to who pressed nothing.</summary>
    public string Script(VoiceLineWords words)
    {
        var say = $"<Say voice=\"{Voice(words.Language)}\">{SecurityElement.Escape(words.Text)}</Say>";
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{(words.WaitsForKey ? $"<GetDigits timeout=\"20\" numDigits=\"1\">{say}</GetDigits>" : say)}</Response>";
    }

    private static string Voice(Language language) => language switch
    {
        Language.English => "en-US-Standard-C",
        Language.Arabic => "ar-XA-Standard-A",
        _ => "fr-FR-Standard-A",
    };

    private async Task<Calling.Answer> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields),
            Headers = { { "apiKey", options.ApiKey }, { "Accept", "application/json" } },
        };
        var answer = await http.AskAsync(request, ct);
        return answer.IsSuccess || answer.Json.ValueKind is System.Text.Json.JsonValueKind.Object ? answer : throw answer.Unexplained(HttpMethod.Post);
    }

    /// <summary>The base address may have a path of its own, which a leading slash would drop.</summary>
    private static Uri Under(Uri root, string path) => new($"{root.ToString().TrimEnd('/')}/{path}");
}
