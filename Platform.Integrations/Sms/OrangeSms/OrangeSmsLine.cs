using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Domain.Common;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging;

namespace Platform.Integrations.Sms.OrangeSms;

/// <summary>Texts by Orange in Africa and the Middle East: an hour's token, one recipient per request, addresses with `tel:`.</summary>
internal sealed class OrangeSmsLine(HttpClient http, IOptions<OrangeSmsOptions> options, OrangeSmsTokens tokens, IOptions<TextOptions> texts) : ITextLine
{
    private readonly OrangeSmsOptions options = options.Value;

    public string Provider => OrangeSmsRegistration.Provider;

    public async Task<string> SendAsync(PhoneNumber to, string text, CancellationToken ct)
    {
        var answer = await PostAsync(to, text, await TokenAsync(ct), ct);
        if (answer.Status is HttpStatusCode.Unauthorized)
        {
            // It ran out between two messages: certainly not sent, and once more is safe.
            tokens.Forget();
            answer = await PostAsync(to, text, await TokenAsync(ct), ct);
        }

        if (!answer.IsSuccess) throw OrangeSmsErrors.Of(answer);
        var sent = answer.Json.Member("outboundSMSMessageRequest");
        var resource = sent?.Text("resourceURL") ?? sent?.Member("resourceReference")?.Text("resourceURL");
        return resource?.Split('/') is [.., { Length: > 0 } id] ? id : throw new ProviderException("no_id", ProviderFault.Unknown) { Reason = Trouble.NoAnswer };
    }

    public bool IsAuthentic(WebhookRequest request) => TextSecret.IsKnownTo(request, texts.Value);

    public TextNews Read(ReadOnlyMemory<byte> body)
    {
        var json = LenientJson.Parse(body.ToArray());
        if (json.Member("deliveryInfoNotification") is { } receipt && receipt.Text("callbackData") is { Length: > 0 } id)
            return OrangeSmsErrors.Report(id, receipt.Member("deliveryInfo")?.Text("deliveryStatus") ?? "");
        if (json.Member("inboundSMSMessageNotification")?.Member("inboundSMSMessage") is { } heard && heard.Text("message") is { } text
            && PhoneNumber.TryParseInternational(Bare(heard.Text("senderAddress")), out var from))
            return new TextNews.Heard(heard.Text("messageId", "dateTime") ?? text, from.Value, text);
        return new TextNews.Other("unreadable");
    }

    private async Task<Calling.Answer> PostAsync(PhoneNumber to, string text, string token, CancellationToken ct)
    {
        var sender = $"tel:{options.Sender}";
        using var request = new HttpRequestMessage(HttpMethod.Post, Under($"smsmessaging/v1/outbound/{Uri.EscapeDataString(sender)}/requests"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = JsonContent.Create(
                new { outboundSMSMessageRequest = new { address = $"tel:{to.Value}", senderAddress = sender, senderName = options.SenderName, outboundSMSTextMessage = new { message = text } } },
                options: Calling.Json),
        };
        return await http.AskAsync(request, ct);
    }

    /// <summary>Whatever goes wrong here, no message has been sent.</summary>
    private async Task<string> TokenAsync(CancellationToken ct)
    {
        if (tokens.Current is { } held) return held;

        using var request = new HttpRequestMessage(HttpMethod.Post, Under("oauth/v3/token"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}"))) },
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        Calling.Answer answer;
        try
        {
            answer = await http.AskAsync(request, ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            throw new ProviderException(e.Code, ProviderFault.Retry, "no token, nothing sent", e) { Reason = e.Reason };
        }

        if (answer.Json.Text("access_token") is not { Length: > 0 } token) throw new ProviderException("token", ProviderFault.Fix) { Reason = Trouble.AccessExpired };
        tokens.Keep(token, answer.Json.Member("expires_in") is { ValueKind: JsonValueKind.Number } seconds ? TimeSpan.FromSeconds(seconds.GetInt32()) : TimeSpan.FromMinutes(50));
        return token;
    }

    private static string? Bare(string? address) => address?.StartsWith("tel:", StringComparison.Ordinal) is true ? address[4..] : address;

    private Uri Under(string path) => new($"{options.ApiUrl.ToString().TrimEnd('/')}/{path}");
}

/// <summary>The token of the hour, shared by everybody who sends.</summary>
internal sealed class OrangeSmsTokens(TimeProvider clock)
{
    /// <summary>One that is about to end is not begun with.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private (string Token, DateTimeOffset Until)? held;

    public string? Current => held is var (token, until) && until > clock.GetUtcNow() ? token : null;

    public void Keep(string token, TimeSpan life) => held = (token, clock.GetUtcNow() + life - Margin);

    public void Forget() => held = null;
}
