using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.Conversations;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>
/// Reads everything one POST of Meta's says: all entries, all changes, all messages, all receipts.
/// Meta adds members and kinds without notice and sends some of them half-empty, so nothing here insists on a shape.
/// </summary>
internal static class WhatsAppWebhook
{
    public static IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. document.RootElement.Items("entry").SelectMany((entry, e) => entry.Items("changes").SelectMany((change, c) => Change(change, $"entry[{e}].changes[{c}]"))).DefaultIfEmpty(new InboundOther(null, "", "empty"))];
        }
        catch (JsonException)
        {
            return [new InboundOther(null, "", "unreadable")];
        }
    }

    private static IEnumerable<Inbound> Change(JsonElement change, string place)
    {
        var field = change.Text("field") ?? "unknown";
        if (field != "messages") return [new InboundOther(change.Member("value")?.Member("metadata")?.Text("phone_number_id"), place, field)];

        var value = change.Member("value") ?? default;
        var account = value.Member("metadata")?.Text("phone_number_id");
        var contacts = value.Items("contacts").ToList();

        return
        [
            .. value.Items("messages").Select((message, i) => Message(account, message, contacts, $"{place}.messages[{i}]")),
            .. value.Items("statuses").Select((status, i) => Status(account, status, $"{place}.statuses[{i}]")),
            .. value.Items("errors").Select((error, i) => new InboundOther(account, $"{place}.errors[{i}]", $"error {error.Text("code")}")),
        ];
    }

    private static Inbound Message(string? account, JsonElement message, List<JsonElement> contacts, string place)
    {
        if (message.Text("id") is not { Length: > 0 } id) return new InboundOther(account, place, "message without id");

        var contact = ContactOf(message, contacts);
        var from = Addresses(message.Text("from") ?? contact?.Text("wa_id"), message.Text("from_user_id") ?? contact?.Text("user_id"));
        if (from is []) return new InboundOther(account, place, "message without sender");

        var (kind, text) = WhatsAppContent.Read(message);
        return new InboundMessage(account, place, id, from, kind, text, message.Instant("timestamp"), contact?.Member("profile")?.Text("name"));
    }

    /// <summary>The card of this sender; the only card when neither side gives an id.</summary>
    private static JsonElement? ContactOf(JsonElement message, List<JsonElement> contacts)
    {
        foreach (var contact in contacts)
            if (Same(message.Text("from"), contact.Text("wa_id")) || Same(message.Text("from_user_id"), contact.Text("user_id")))
                return contact;

        return contacts is [var only] ? only : null;
    }

    private static List<Address> Addresses(string? phone, string? user)
    {
        var addresses = new List<Address>(2);
        if (PhoneNumber.TryParseInternational(phone, out var number)) addresses.Add(new(AddressKind.Phone, number.Value.Value));
        else if (phone is { Length: > 0 }) addresses.Add(new(AddressKind.User, phone));
        if (user is { Length: > 0 }) addresses.Add(new(AddressKind.User, user));
        return addresses;
    }

    private static Inbound Status(string? account, JsonElement status, string place)
    {
        var receipt = status.Text("status") switch
        {
            "sent" => Receipt.Sent,
            "delivered" => Receipt.Delivered,
            "read" or "played" => Receipt.Read,
            "failed" => Receipt.Failed,
            _ => default(Receipt?),
        };

        return (status.Text("id"), receipt) switch
        {
            ({ Length: > 0 } id, { } known) => new InboundReceipt(
                account, place, id, known, status.Text("biz_opaque_callback_data"), status.Items("errors").Select(error => error.Text("code")).FirstOrDefault()),
            _ => new InboundOther(account, place, $"status {status.Text("status")}"),
        };
    }

    private static bool Same(string? one, string? other) => one is { Length: > 0 } && string.Equals(one, other, StringComparison.Ordinal);
}
