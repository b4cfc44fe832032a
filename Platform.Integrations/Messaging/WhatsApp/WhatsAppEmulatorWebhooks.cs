using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>Posts signed webhooks as Meta does, again and again until they are acknowledged.</summary>
internal sealed class WhatsAppEmulatorWebhooks(IOptions<WhatsAppOptions> options) : IDisposable
{
    private const int Attempts = 8;

    /// <summary>The product itself is dialled, and it may well be on a private address: its own, and no other.</summary>
    private readonly ConcurrentDictionary<Uri, HttpClient> doors = new();

    public async Task PostAsync(WhatsAppEmulator.Number number, JsonObject value, int copies, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetBytes(Envelope(number, value).ToJsonString());
        await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => DeliverAsync(number.Webhook, body, ct)));
    }

    public static JsonObject Message(WhatsAppEmulator.Number number, EmulatedPhone phone, string id, string text, DateTimeOffset at) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["metadata"] = Metadata(number),
        ["contacts"] = new JsonArray(new JsonObject { ["profile"] = new JsonObject { ["name"] = phone.Name }, ["wa_id"] = phone.Number.TrimStart('+') }),
        ["messages"] = new JsonArray(new JsonObject
        {
            ["from"] = phone.Number.TrimStart('+'),
            ["id"] = id,
            ["timestamp"] = Seconds(at),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = text },
        }),
    };

    public static JsonObject Status(WhatsAppEmulator.Number number, string to, string id, string status, string? reference, DateTimeOffset at, int? code = null)
    {
        var report = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = Seconds(at), ["recipient_id"] = to.TrimStart('+') };
        if (reference is not null) report["biz_opaque_callback_data"] = reference;
        if (code is not null) report["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["title"] = "Message undeliverable" });

        return new() { ["messaging_product"] = "whatsapp", ["metadata"] = Metadata(number), ["statuses"] = new JsonArray(report) };
    }

    public void Dispose()
    {
        foreach (var http in doors.Values) http.Dispose();
    }

    private static HttpClient Door(Uri webhook) => new(SafeDial.Handler(trusted: webhook)) { Timeout = TimeSpan.FromSeconds(10) };

    private async Task DeliverAsync(Uri webhook, byte[] body, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = new("application/json");
                request.Headers.Add(WhatsAppSignature.Header, WhatsAppSignature.Of(body, options.Value.AppSecret));
                using var response = await doors.GetOrAdd(webhook, Door).SendAsync(request, ct);
                if (response.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                // Meta tries for days; the product may be restarting.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), ct);
        }
    }

    private static JsonObject Envelope(WhatsAppEmulator.Number number, JsonObject value) => new()
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = number.Account,
            ["changes"] = new JsonArray(new JsonObject { ["field"] = "messages", ["value"] = value }),
        }),
    };

    private static JsonObject Metadata(WhatsAppEmulator.Number number) => new() { ["display_phone_number"] = number.Display, ["phone_number_id"] = number.Id };
    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
