using System.Text.Json;
using Platform.Domain.Conversations;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>
/// Reads everything one POST of Meta's says: all entries, all changes, all messages, all receipts.
/// Meta adds members and kinds without notice and sends some of them half-empty, so nothing here insists on a shape.
/// </summary>
internal static class WhatsAppWebhook
{
    public static IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body)
    {
        var root = LenientJson.Parse(body);
        if (root.ValueKind is JsonValueKind.Undefined) return [new InboundOther(null, "", "unreadable")];

        return
        [
            .. root.Items("entry")
                .SelectMany((entry, e) => entry.Items("changes").SelectMany((change, c) => Change(entry.Text("id"), change, $"entry[{e}].changes[{c}]")))
                .DefaultIfEmpty(new InboundOther(null, "", "empty")),
        ];
    }

    private static IEnumerable<Inbound> Change(string? business, JsonElement change, string place)
    {
        var field = change.Text("field") ?? "unknown";
        var value = change.Member("value") ?? default;
        var account = value.Member("metadata")?.Text("phone_number_id");

        return field switch
        {
            "messages" => Messages(account, value, place),
            "smb_message_echoes" => WhatsAppPhoneApp.Echoes(account, value, place),
            "smb_app_state_sync" => WhatsAppPhoneApp.Contacts(account, value, place),
            "history" => WhatsAppPhoneApp.Past(account, value, place),
            "user_preferences" => value.Items("user_preferences").Select((wish, i) => Consent(account, wish, $"{place}.user_preferences[{i}]")),
            _ => [WhatsAppNews.Read(field, business, value, place) ?? (Inbound)new InboundOther(account, place, field)],
        };
    }

    private static IEnumerable<Inbound> Messages(string? account, JsonElement value, string place)
    {
        var contacts = value.Items("contacts").ToList();

        return
        [
            .. value.Items("messages").Select((message, i) => Message(account, message, contacts, $"{place}.messages[{i}]")),
            .. value.Items("statuses").Select((status, i) => Status(account, status, contacts, $"{place}.statuses[{i}]")),
            .. value.Items("errors").Select((error, i) => new InboundOther(account, $"{place}.errors[{i}]", $"error {error.Text("code")}")),
        ];
    }

    private static Inbound Message(string? account, JsonElement message, List<JsonElement> contacts, string place)
    {
        if (message.Text("id") is not { Length: > 0 } id) return new InboundOther(account, place, "message without id");

        var contact = ContactOf(message.Text("from"), message.Text("from_user_id"), contacts);
        var from = Address.Known(message.Text("from") ?? contact?.Text("wa_id"), message.Text("from_user_id") ?? contact?.Text("user_id"));
        if (from is []) return new InboundOther(account, place, "message without sender");

        return new InboundMessage(account, place, id, from, WhatsAppContent.Read(message), message.Instant("timestamp"), contact?.Member("profile")?.Text("name"));
    }

    /// <summary>The card of this person; the only card when neither side gives an id.</summary>
    private static JsonElement? ContactOf(string? phone, string? user, List<JsonElement> contacts)
    {
        foreach (var contact in contacts)
            if (Same(phone, contact.Text("wa_id")) || Same(user, contact.Text("user_id")))
                return contact;

        return contacts is [var only] ? only : null;
    }

    private static Inbound Status(string? account, JsonElement status, List<JsonElement> contacts, string place)
    {
        if ((status.Text("id"), ReceiptOf(status.Text("status"))) is not ({ Length: > 0 } id, { } receipt)) return new InboundOther(account, place, $"status {status.Text("status")}");

        var contact = ContactOf(status.Text("recipient_id"), status.Text("recipient_user_id"), contacts);
        var code = status.Items("errors").Select(error => error.Text("code")).FirstOrDefault();
        var pricing = status.Member("pricing") ?? default;
        return new InboundReceipt(account, place, id, receipt, status.Text("biz_opaque_callback_data"), code)
        {
            Reason = receipt is Receipt.Failed ? WhatsAppErrors.Of(code).Word : null,
            At = status.Instant("timestamp"),
            To = Address.Known(status.Text("recipient_id") ?? contact?.Text("wa_id"), status.Text("recipient_user_id") ?? contact?.Text("user_id")),
            Category = pricing.Text("category"),
            Pricing = pricing.Text("type"),
            ExpiresAt = status.Member("conversation")?.Instant("expiration_timestamp"),
        };
    }

    public static Receipt? ReceiptOf(string? status) => status?.ToLowerInvariant() switch
    {
        "sent" => Receipt.Sent,
        "delivered" => Receipt.Delivered,
        "read" or "played" => Receipt.Read,
        "failed" or "error" => Receipt.Failed,
        _ => null,
    };

    private static Inbound Consent(string? account, JsonElement wish, string place)
    {
        var from = Address.Known(wish.Text("wa_id"), wish.Text("user_id"));
        return (from, wish.Text("value")) switch
        {
            ([], _) => new InboundOther(account, place, "preference without person"),
            (_, "stop") => new InboundConsent(account, place, from, Wants: false, wish.Text("category"), wish.Instant("timestamp")),
            (_, "resume" or "signup") => new InboundConsent(account, place, from, Wants: true, wish.Text("category"), wish.Instant("timestamp")),
            var (_, value) => new InboundOther(account, place, $"preference {value}"),
        };
    }

    private static bool Same(string? one, string? other) => one is { Length: > 0 } && string.Equals(one, other, StringComparison.Ordinal);
}
