using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>Meta's WhatsApp Cloud API.</summary>
internal sealed class WhatsAppChannel(WhatsAppGraph graph, IOptions<WhatsAppOptions> options) : IMessageChannel
{
    private readonly WhatsAppOptions options = options.Value;

    public string Provider => WhatsAppRegistration.Provider;

    public string? Claims(WebhookRequest request) => null;

    public bool IsAuthentic(WebhookRequest request, ChannelAccount? account) =>
        WhatsAppSignature.IsValid(request.Body.Span, request.Header(WhatsAppSignature.Header), options.AppSecret, options.PreviousAppSecret);

    public IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body, string? door = null) => WhatsAppWebhook.Read(body);

    public Task ProveAsync(ChannelAccount account, CancellationToken ct) => graph.GetAsync(account.AccessToken, Uri.EscapeDataString(account.ExternalId), ct, ("fields", "id"));

    public async Task<string> SendAsync(ChannelAccount account, Outgoing message, CancellationToken ct)
    {
        WhatsAppLimits.Check(message);
        var answer = await graph.PostAsync(account.AccessToken, Messages(account), WhatsAppRequests.Send(message), ct);

        return answer.Items("messages").Select(sent => sent.Text("id")).FirstOrDefault(id => id is { Length: > 0 })
            ?? throw new ProviderException("no_id", ProviderFault.Unknown, "accepted without an id") { Reason = Trouble.NoAnswer };
    }

    public Task MarkReadAsync(ChannelAccount account, string providerMessage, CancellationToken ct) =>
        graph.PostAsync(account.AccessToken, Messages(account), WhatsAppRequests.Read(providerMessage), ct);

    public Task ShowTypingAsync(ChannelAccount account, string providerMessage, CancellationToken ct) =>
        graph.PostAsync(account.AccessToken, Messages(account), WhatsAppRequests.Typing(providerMessage), ct);

    public bool TakesFiles => true;

    public async Task<string> UploadAsync(ChannelAccount account, MediaFile file, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(file.MimeType, out var type)) throw new ProviderException("malformed.mime", ProviderFault.Final, file.MimeType) { Reason = Trouble.Malformed };

        using var content = new StreamContent(file.Content) { Headers = { ContentType = type } };
        using var form = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent(file.MimeType), "type" },
            { content, "file", file.FileName },
        };

        var answer = await graph.UploadAsync(account.AccessToken, $"{Uri.EscapeDataString(account.ExternalId)}/media", form, ct);
        return answer.Text("id") is { Length: > 0 } id ? id : throw new ProviderException("no_id", ProviderFault.Retry, "uploaded without an id") { Reason = Trouble.NoAnswer };
    }

    public async Task<OpenedMedia> OpenMediaAsync(ChannelAccount account, string source, long cap, CancellationToken ct)
    {
        var note = await graph.GetAsync(account.AccessToken, Uri.EscapeDataString(source), ct, ("phone_number_id", account.ExternalId));
        if (!Uri.TryCreate(note.Text("url"), UriKind.Absolute, out var url)) throw new ProviderException("no_url", ProviderFault.Final) { Reason = Trouble.MediaGone };
        if (note.Amount("file_size") > cap) throw new ProviderException(Trouble.MediaTooLarge, ProviderFault.Final, $"{note.Text("file_size")} bytes");

        var response = await graph.OpenAsync(account.AccessToken, url, ct);
        if (response.IsSuccessStatusCode)
            return new(new CheckedStream(await response.Content.ReadAsStreamAsync(ct), cap, Hash(note.Text("sha256"))), note.Text("mime_type") ?? "application/octet-stream", response);

        using (response)
        {
            // The address lives five minutes; the next attempt asks for a new one.
            throw new ProviderException($"http_{(int)response.StatusCode}", ProviderFault.Retry) { Reason = response.StatusCode is HttpStatusCode.NotFound ? Trouble.MediaGone : Trouble.MediaFailed };
        }
    }

    private static string Messages(ChannelAccount account) => $"{Uri.EscapeDataString(account.ExternalId)}/messages";

    /// <summary>Written in hexadecimal here and in Base64 in webhooks.</summary>
    private static byte[]? Hash(string? text)
    {
        var hash = new byte[32];
        return text switch
        {
            { Length: 64 } when Convert.FromHexString(text, hash, out _, out _) is System.Buffers.OperationStatus.Done => hash,
            { Length: 44 } when Convert.TryFromBase64String(text, hash, out var length) && length == hash.Length => hash,
            _ => null,
        };
    }
}
