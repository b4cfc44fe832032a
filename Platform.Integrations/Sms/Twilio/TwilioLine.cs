using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Platform.Domain.Common;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Twilio;

namespace Platform.Integrations.Sms.Twilio;

/// <summary>Texts and calls by Twilio. What it posts is signed over our address as it called it, so the address is a setting; our reference to a call rides in it.</summary>
internal sealed class TwilioLine(HttpClient http, IOptions<TwilioLineOptions> options, IOptions<TextOptions> texts) : ITextLine, IVoiceLine
{
    private const string Reference = "r";

    /// <summary>Rings short enough that no voicemail picks up.</summary>
    private const string RingSeconds = "25";

    private readonly TwilioLineOptions options = options.Value;

    public string Provider => TwilioLineRegistration.Provider;

    public async Task<string> SendAsync(PhoneNumber to, string text, CancellationToken ct)
    {
        List<KeyValuePair<string, string>> form = [new("To", to.Value), new(options.Sender.StartsWith("MG", StringComparison.Ordinal) ? "MessagingServiceSid" : "From", options.Sender), new("Body", text)];
        if (options.TextDoor is { } door) form.Add(new("StatusCallback", door.OriginalString));
        return await PostAsync("Messages.json", form, ct);
    }

    public async Task<string> CallAsync(PhoneNumber to, string reference, CancellationToken ct)
    {
        if (options is not { VoiceNumber: { Length: > 0 } from, VoiceDoor: { } door }) throw new ProviderException("no_number", ProviderFault.Fix) { Reason = Trouble.NumberNotRegistered };

        var asked = QueryHelpers.AddQueryString(door.OriginalString, Reference, reference);
        return await PostAsync("Calls.json", [new("To", to.Value), new("From", from), new("Url", asked), new("StatusCallback", asked), new("StatusCallbackEvent", "completed"), new("Timeout", RingSeconds)], ct);
    }

    bool ITextLine.IsAuthentic(WebhookRequest request) => IsSigned(request, options.TextDoor);

    bool IVoiceLine.IsAuthentic(WebhookRequest request) => IsSigned(request, options.VoiceDoor);

    TextNews ITextLine.Read(ReadOnlyMemory<byte> body)
    {
        var form = TwilioForm.Read(body.Span);
        return (form["MessageSid"] ?? form["SmsSid"], form["MessageStatus"]) switch
        {
            ({ } id, "sent") => new TextNews.Report(id, TextState.Sent),
            ({ } id, "delivered") => new TextNews.Report(id, TextState.Delivered),
            ({ } id, "failed" or "undelivered" or "canceled") => new TextNews.Report(id, TextState.Failed, TwilioErrors.Of(form["ErrorCode"]).Word),
            ({ }, { } other) => new TextNews.Other(other),
            ({ } id, null) when form["Body"] is { } words && PhoneNumber.TryParseInternational(form["From"], out var from) => new TextNews.Heard(id, from.Value, words),
            _ => new TextNews.Other("unreadable"),
        };
    }

    /// <summary>A machine that picked up presses nothing, whatever it is taken for.</summary>
    VoiceNews? IVoiceLine.Read(WebhookRequest request)
    {
        var form = TwilioForm.Read(request.Body.Span);
        if (form["CallSid"] is not { } session) return null;

        var reference = QueryHelpers.ParseQuery(request.Url.Query).TryGetValue(Reference, out var asked) && asked is [{ } own] ? own : null;
        var isMachine = form["AnsweredBy"] is { } who && (who.StartsWith("machine", StringComparison.Ordinal) || who is "fax");
        var isOver = form["CallStatus"] is "completed" or "busy" or "failed" or "no-answer" or "canceled";
        return new(session, reference, PhoneNumber.TryParseInternational(form["To"] ?? form["Called"], out var callee) ? callee : null, isMachine ? null : form["Digits"], isOver);
    }

    /// <summary>The key is posted to the same address; whoever presses none hears the end of the call.</summary>
    string IVoiceLine.Script(VoiceLineWords words)
    {
        var (language, voice) = Voice(words.Language);
        var say = $"<Say language=\"{language}\" voice=\"{voice}\">{SecurityElement.Escape(words.Text)}</Say>";
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{(words.WaitsForKey ? $"<Gather input=\"dtmf\" numDigits=\"1\" timeout=\"10\" method=\"POST\">{say}</Gather>" : say)}<Hangup/></Response>";
    }

    private bool IsSigned(WebhookRequest request, Uri? door) =>
        door is not null && TextSecret.IsKnownTo(request, texts.Value)
        && TwilioSignature.IsValid(door.OriginalString + request.Url.Query, request.Body.Span, request.Header(TwilioSignature.Header), options.AuthToken);

    private static (string Language, string Voice) Voice(Language language) => language switch
    {
        Language.English => ("en-US", "Polly.Joanna"),
        Language.Arabic => ("arb", "Polly.Zeina"),
        _ => ("fr-FR", "Polly.Lea"),
    };

    private async Task<string> PostAsync(string resource, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        var credentials = options.ApiKey is { Length: > 0 } key ? key : $"{options.AccountSid}:{options.AuthToken}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{options.ApiUrl.ToString().TrimEnd('/')}/2010-04-01/Accounts/{Uri.EscapeDataString(options.AccountSid)}/{resource}"))
        {
            Content = new FormUrlEncodedContent(fields),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))) },
        };
        var answer = await http.AskAsync(request, ct);
        if ((answer.Json.Text("error_code") ?? (answer.IsSuccess ? null : answer.Json.Text("code"))) is { } code)
        {
            var trouble = TwilioErrors.Of(code);
            throw new ProviderException(code, trouble.Fault) { Reason = trouble.Word };
        }

        if (answer is not { IsSuccess: true, Json.ValueKind: JsonValueKind.Object }) throw answer.Unexplained(HttpMethod.Post);
        return answer.Json.Text("sid") is { Length: > 0 } sid ? sid : throw new ProviderException("no_id", ProviderFault.Unknown) { Reason = Trouble.NoAnswer };
    }
}
