using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>What Meta posts, signed as Meta signs it.</summary>
internal sealed class EmulatedWebhooks(IOptions<WhatsAppOptions> options, Faults faults) : IDisposable
{
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(60);

    private readonly Knocking knocking = new();
    private readonly Lock gate = new();
    private readonly Dictionary<Uri, List<JsonNode>> waiting = [];

    public Task PostAsync(WhatsAppEmulator.Number number, JsonObject value, CancellationToken ct) => PostAsync(number, "messages", value, ct);

    public async Task PostAsync(WhatsAppEmulator.Number number, string field, JsonObject value, CancellationToken ct)
    {
        var entry = new JsonObject
        {
            ["id"] = number.Account,
            ["changes"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = value }),
        };
        if (!faults.IsBatched)
        {
            await DeliverAsync(number.Webhook, [entry], ct);
            return;
        }

        if (!IsFirst(number.Webhook, entry)) return;
        await Task.Delay(Together, ct);
        await DeliverAsync(number.Webhook, Take(number.Webhook), ct);
    }

    public static JsonObject Metadata(WhatsAppEmulator.Number number) => new() { ["display_phone_number"] = number.Display.TrimStart('+'), ["phone_number_id"] = number.Id };

    public static JsonObject Value(WhatsAppEmulator.Number number) => new() { ["messaging_product"] = "whatsapp", ["metadata"] = Metadata(number) };

    public static JsonObject Message(WhatsAppEmulator.Number number, EmulatedPhone phone, JsonObject message)
    {
        var contact = new JsonObject { ["profile"] = new JsonObject { ["name"] = phone.Name }, ["user_id"] = phone.UserId };
        message["from_user_id"] = phone.UserId;
        if (!phone.HidesNumber)
        {
            contact["wa_id"] = phone.Number.TrimStart('+');
            message["from"] = phone.Number.TrimStart('+');
        }

        var value = Value(number);
        value["contacts"] = new JsonArray(contact);
        value["messages"] = new JsonArray(message);
        return value;
    }

    public static JsonObject Status(WhatsAppEmulator.Number number, EmulatedPhone phone, string id, string status, string? reference, string category, DateTimeOffset at, int? code)
    {
        var report = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = Seconds(at), ["recipient_user_id"] = phone.UserId };
        if (!phone.HidesNumber) report["recipient_id"] = phone.Number.TrimStart('+');
        if (reference is not null) report["biz_opaque_callback_data"] = reference;
        if (status is "sent" or "delivered")
            report["pricing"] = new JsonObject { ["billable"] = true, ["pricing_model"] = "PMP", ["type"] = "regular", ["category"] = category };
        if (code is not null)
            report["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["title"] = "Message undeliverable", ["message"] = "Message undeliverable", ["error_data"] = new JsonObject { ["details"] = "Emulated" } });

        var value = Value(number);
        value["statuses"] = new JsonArray(report);
        return value;
    }

    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public void Dispose() => knocking.Dispose();

    private bool IsFirst(Uri door, JsonNode entry)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(door, out var entries)) waiting[door] = entries = [];
            entries.Add(entry);
            return entries.Count == 1;
        }
    }

    private JsonNode[] Take(Uri door)
    {
        lock (gate) return waiting.Remove(door, out var entries) ? [.. entries] : [];
    }

    private Task DeliverAsync(Uri door, JsonNode[] entries, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["object"] = "whatsapp_business_account", ["entry"] = new JsonArray(entries) }.ToJsonString());
        var signature = WhatsAppSignature.Of(body, options.Value.AppSecret);

        return knocking.DeliverAsync(
            door,
            () => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            request => request.Headers.Add(WhatsAppSignature.Header, signature),
            faults.Copies(),
            ct);
    }
}
