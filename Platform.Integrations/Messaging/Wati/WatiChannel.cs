using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Wati;

/// <summary>Wati, a reseller of WhatsApp: the seller has an account there, with a token and an address of its own.</summary>
internal sealed class WatiChannel(WatiApi api, IOptions<WatiOptions> options) : IMessageChannel
{
    public string Provider => WatiRegistration.Provider;

    public string? Claims(WebhookRequest request) => request.Door;

    /// <summary>Wati signs nothing. Whoever knows the end of the address is believed, for that account and no other.</summary>
    public bool IsAuthentic(WebhookRequest request, ChannelAccount? account) =>
        account is { WebhookSecret: { Length: >= 16 } secret } && request.Secret is { } given && request.Door == account.ExternalId
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body, string? door = null) => WatiWebhook.Read(body, door);

    public Task ProveAsync(ChannelAccount account, CancellationToken ct) => api.GetAsync(account, WatiServer.Of(account, options.Value).V3("messageTemplates"), ct);

    public async Task<string> SendAsync(ChannelAccount account, Outgoing message, CancellationToken ct)
    {
        WatiRequests.Check(message);
        var server = WatiServer.Of(account, options.Value);
        return message.Content switch
        {
            Content.Text text when message.Quoted is { } quoted && message.To.Kind is AddressKind.Phone => await AnswerAsync(account, server, message, text.Body, quoted, ct),
            Content.Text text => IdOf(await api.PostAsync(account, server.V3("conversations/messages/text"), WatiRequests.Text(message, text.Body), ct)),
            Content.Buttons buttons => IdOf(await api.PostAsync(account, server.V3("conversations/messages/interactive"), WatiRequests.Buttons(message, buttons), ct)),
            Content.List list => IdOf(await api.PostAsync(account, server.V3("conversations/messages/interactive"), WatiRequests.List(message, list), ct)),
            Content.Template template => await SendTemplateAsync(account, server, message, template, ct),
            Content.Media media => IdOf(await api.PostAsync<object>(account, Query(server.V1($"sendSessionFileViaUrl/{WatiRequests.Target(message.To)}"), ("fileUrl", Link(media)), ("caption", media.Caption)), null, ct)),
            var other => throw Bounds.Unsupported(other.GetType().Name),
        };
    }

    public Task MarkReadAsync(ChannelAccount account, string providerMessage, CancellationToken ct) => Task.FromException(Bounds.Unsupported("read"));

    public Task ShowTypingAsync(ChannelAccount account, string providerMessage, CancellationToken ct) => Task.FromException(Bounds.Unsupported("typing"));

    /// <summary>Files go by public address.</summary>
    public bool TakesFiles => false;

    public Task<string> UploadAsync(ChannelAccount account, MediaFile file, CancellationToken ct) => Task.FromException<string>(Bounds.Unsupported("upload"));

    public async Task<OpenedMedia> OpenMediaAsync(ChannelAccount account, string source, long cap, CancellationToken ct)
    {
        var response = await api.OpenAsync(account, WatiServer.Of(account, options.Value).File(source), ct);
        if (response.IsSuccessStatusCode && (response.Content.Headers.ContentLength ?? 0) <= cap)
            return new(new CheckedStream(await response.Content.ReadAsStreamAsync(ct), cap), response.Content.Headers.ContentType?.MediaType ?? "application/octet-stream", response);

        using (response)
        {
            if (response.IsSuccessStatusCode) throw new ProviderException(Trouble.MediaTooLarge, ProviderFault.Final, $"{response.Content.Headers.ContentLength} bytes");
            var trouble = WatiErrors.Of(response.StatusCode);
            throw new ProviderException($"{(int)response.StatusCode}", trouble.Fault is ProviderFault.Unknown ? ProviderFault.Retry : trouble.Fault) { Reason = Trouble.MediaGone };
        }
    }

    /// <summary>Only the older interface can quote; it also takes our reference.</summary>
    private async Task<string> AnswerAsync(ChannelAccount account, WatiServer server, Outgoing message, string text, string quoted, CancellationToken ct) => IdOf(await api.PostAsync<object>(
        account,
        Query(server.V1($"sendSessionMessage/{WatiRequests.Target(message.To)}"), ("messageText", text), ("localMessageId", message.Reference), ("replyContextId", quoted)),
        null, ct));

    /// <summary>Templates are answered without an id of the message: ours is what later news will name.</summary>
    private async Task<string> SendTemplateAsync(ChannelAccount account, WatiServer server, Outgoing message, Content.Template template, CancellationToken ct)
    {
        var answer = await api.PostAsync(account, server.V3("messageTemplates/send"), WatiRequests.Template(message, template), ct);
        var recipient = answer.Items("recipients").FirstOrDefault(r => r.Text("local_message_id") == message.Reference);
        if (recipient.ValueKind is not JsonValueKind.Object) throw new ProviderException("recipient_missing", ProviderFault.Unknown, "the answer leaves the recipient out") { Reason = Trouble.NoAnswer };
        if (recipient.Items("errors").Select(error => error.Text("message") ?? error.ToString()).FirstOrDefault() is { } sentence) throw WatiApi.No(sentence);
        return recipient.Text("whatsapp_message_id", "message_id") ?? message.Reference;
    }

    private static string IdOf(JsonElement answer)
    {
        var message = answer.Member("message") is { ValueKind: JsonValueKind.Object } inner ? inner : answer;
        return message.Text("whatsappMessageId", "whatsapp_message_id", "wamid", "localMessageId", "local_message_id", "id")
            ?? throw new ProviderException("no_id", ProviderFault.Unknown, "accepted without an id") { Reason = Trouble.NoAnswer };
    }

    private static string Link(Content.Media media) => ((MediaSource.Link)media.Source).Url.AbsoluteUri;

    private static Uri Query(Uri address, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = address.AbsoluteUri;
        foreach (var (name, value) in query)
            if (value is not null)
                text = QueryHelpers.AddQueryString(text, name, value);

        return new(text);
    }
}
