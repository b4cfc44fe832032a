using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>WhatsApp through Twilio. The seller's number is the account; its messages go out under Twilio's account with Twilio's token.</summary>
internal sealed class TwilioChannel(TwilioApi api, IOptions<TwilioOptions> options, TwilioContents contents) : IMessageChannel
{
    private readonly TwilioOptions options = options.Value;

    public string Provider => TwilioRegistration.Provider;

    public string? Claims(WebhookRequest request) => TwilioWebhook.Account(TwilioForm.Read(request.Body.Span)) is { Length: > 0 } number ? number : "";

    public bool IsAuthentic(WebhookRequest request, ChannelAccount? account)
    {
        if (account is null || options.WebhookUrl is not { } own) return false;
        var form = TwilioForm.Read(request.Body.Span);
        if (TwilioWebhook.Account(form) != account.ExternalId || form["AccountSid"] != account.AccountId) return false;

        var url = own.OriginalString + (request.Door is { } door ? "/" + door : "") + request.Url.Query;
        return TwilioSignature.IsValid(url, request.Body.Span, request.Header(TwilioSignature.Header), account.WebhookSecret, TwilioApi.IsKey(account) ? null : account.AccessToken);
    }

    public IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body, string? door = null) => TwilioWebhook.Read(body, door);

    public Task ProveAsync(ChannelAccount account, CancellationToken ct) => api.GetAsync(account, api.Messages(account, "?PageSize=1"), ct);

    public async Task<string> SendAsync(ChannelAccount account, Outgoing message, CancellationToken ct)
    {
        TwilioRequests.Check(message);
        var fields = TwilioRequests.Fields(message.Content) ?? [new("ContentSid", await MakeAsync(account, message.Content, ct))];

        using var form = new FormUrlEncodedContent(
        [
            new("From", TwilioRequests.Address(account.ExternalId)),
            new("To", TwilioRequests.Address(message.To.Value)),
            .. fields,
            .. options.WebhookUrl is { } own ? [new("StatusCallback", $"{own.OriginalString}/{Uri.EscapeDataString(message.Reference)}")] : Array.Empty<KeyValuePair<string, string>>(),
        ]);
        var answer = await api.PostAsync(account, api.Messages(account), form, ct);

        if (answer.Text("error_code") is { } code) throw TwilioApi.Refused(code, answer);
        return answer.Text("sid") is { Length: > 0 } sid ? sid : throw new ProviderException("no_id", ProviderFault.Unknown, "accepted without an id") { Reason = Trouble.NoAnswer };
    }

    public Task MarkReadAsync(ChannelAccount account, string providerMessage, CancellationToken ct) => Task.FromException(Bounds.Unsupported("read"));

    public Task ShowTypingAsync(ChannelAccount account, string providerMessage, CancellationToken ct) => Task.FromException(Bounds.Unsupported("typing"));

    /// <summary>Files go by public address.</summary>
    public bool TakesFiles => false;

    public Task<string> UploadAsync(ChannelAccount account, MediaFile file, CancellationToken ct) => Task.FromException<string>(Bounds.Unsupported("upload"));

    /// <summary>The address is Twilio's; it sends us on to where the file lies, and there the credentials do not go.</summary>
    public async Task<OpenedMedia> OpenMediaAsync(ChannelAccount account, string source, long cap, CancellationToken ct)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var file) || file.Scheme != options.ApiUrl.Scheme || file.Authority != options.ApiUrl.Authority)
            throw new ProviderException("media_elsewhere", ProviderFault.Final, file?.Host) { Reason = Trouble.MediaFailed };

        var response = await api.OpenAsync(file, account, ct);
        if ((int)response.StatusCode is >= 301 and <= 308 && response.Headers.Location is { } onward)
        {
            response.Dispose();
            var lies = new Uri(file, onward);
            if (lies.Scheme != Uri.UriSchemeHttps && lies.Authority != options.ApiUrl.Authority) throw new ProviderException("media_elsewhere", ProviderFault.Final, lies.Host) { Reason = Trouble.MediaFailed };
            response = await api.OpenAsync(lies, credentials: null, ct);
        }

        if (response.IsSuccessStatusCode && (response.Content.Headers.ContentLength ?? 0) <= cap)
            return new(new CheckedStream(await response.Content.ReadAsStreamAsync(ct), cap), response.Content.Headers.ContentType?.MediaType ?? "application/octet-stream", response);

        using (response)
        {
            if (response.IsSuccessStatusCode) throw new ProviderException(Trouble.MediaTooLarge, ProviderFault.Final, $"{response.Content.Headers.ContentLength} bytes");
            throw (int)response.StatusCode switch
            {
                401 or 403 => new ProviderException($"http_{(int)response.StatusCode}", ProviderFault.Fix) { Reason = Trouble.AccessExpired },
                404 or 410 => new ProviderException($"http_{(int)response.StatusCode}", ProviderFault.Final) { Reason = Trouble.MediaGone },
                var status => new ProviderException($"http_{status}", ProviderFault.Retry) { Reason = Trouble.MediaFailed },
            };
        }
    }

    /// <summary>Whatever goes wrong here, no message has been sent.</summary>
    private async Task<string> MakeAsync(ChannelAccount account, Content content, CancellationToken ct)
    {
        var types = JsonSerializer.SerializeToElement(TwilioRequests.Types(content), Calling.Json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(types.GetRawText())));
        if (contents.Find(account.AccountId ?? "", hash) is { } known) return known;

        try
        {
            using var body = JsonContent.Create(new { friendly_name = $"relais_{hash[..16]}", language = "en", types });
            var answer = await api.PostAsync(account, api.Content("Content"), body, ct);
            var sid = answer.Text("sid") is { Length: > 0 } given ? given : throw new ProviderException("no_id", ProviderFault.Retry) { Reason = Trouble.NoAnswer };
            contents.Keep(account.AccountId ?? "", hash, sid);
            return sid;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            throw new ProviderException(e.Code, ProviderFault.Retry, "the content was perhaps made, the message not sent", e) { Reason = e.Reason };
        }
    }
}
