using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Domain.Conversations;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.WhatsApp;

namespace Platform.Integrations.Messaging.Wati;

/// <summary>
/// Reads Wati's events. Each comes plain, as `_v2` or both; the ids are the same, so whoever keeps ids keeps one.
/// Members are spelt in more than one way and may be text that holds JSON.
/// </summary>
internal static class WatiWebhook
{
    public static IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body, string? account) => LenientJson.Parse(body) switch
    {
        { ValueKind: JsonValueKind.Object } one => [Event(account, one, "event")],
        { ValueKind: JsonValueKind.Array } all when all.GetArrayLength() > 0 => [.. all.EnumerateArray().Select((one, i) => Event(account, one, $"event[{i}]"))],
        { ValueKind: JsonValueKind.Undefined } => [new InboundOther(account, "", "unreadable")],
        _ => [new InboundOther(account, "", "empty")],
    };

    private static Inbound Event(string? account, JsonElement told, string place)
    {
        var what = told.Text("eventType") ?? "unknown";
        return (what.EndsWith("_v2", StringComparison.Ordinal) ? what[..^3] : what) switch
        {
            "message" or "newContactMessageReceived" when !told.Flag("owner") => Message(account, told, place),
            "sessionMessageSent" or "templateMessageSent" => Status(account, told, Receipt.Sent, place),
            "sentMessageDELIVERED" => Status(account, told, Receipt.Delivered, place),
            "sentMessageREAD" => Status(account, told, Receipt.Read, place),
            "templateMessageFailed" => Status(account, told, Receipt.Failed, place),
            _ => new InboundOther(account, place, what),
        };
    }

    private static Inbound Message(string? account, JsonElement message, string place)
    {
        if (message.Text("whatsappMessageId", "id") is not { Length: > 0 } id) return new InboundOther(account, place, "message without id");

        var from = Address.Known(message.Text("waId"), message.Text("bsuid"));
        if (from is []) return new InboundOther(account, place, "message without sender");

        return new InboundMessage(account, place, id, from, Said(message), At(message), message.Text("senderName"));
    }

    private static Inbound Status(string? account, JsonElement status, Receipt receipt, string place)
    {
        if (status.Text("whatsappMessageId", "localMessageId") is not { Length: > 0 } id) return new InboundOther(account, place, "status without id");

        var code = status.Text("failedCode");
        return new InboundReceipt(account, place, id, receipt, status.Text("localMessageId"), receipt is Receipt.Failed ? code : null)
        {
            Reason = receipt is Receipt.Failed ? WhatsAppErrors.Of(code).Word : null,
            At = At(status),
            To = Address.Known(status.Text("waId"), status.Text("bsuid")),
        };
    }

    private static Said Said(JsonElement message)
    {
        var type = message.Text("type") ?? "text";
        var pressed = Pressed(message);
        var data = Data(message);
        var place = type is "location" ? Place(data) : null;
        var basket = type is "order" && data.ValueKind is JsonValueKind.Object ? Basket(data) : null;
        var cards = type is "contacts" ? Cards(message) : [];
        var kind = (type, pressed) switch
        {
            (_, not null) => MessageKind.Button,
            ("text", _) => MessageKind.Text,
            ("image", _) => MessageKind.Image,
            ("video", _) => MessageKind.Video,
            ("audio", _) => MessageKind.Audio,
            ("voice", _) => MessageKind.Voice,
            ("document", _) => MessageKind.Document,
            ("sticker", _) => MessageKind.Sticker,
            ("location", _) => MessageKind.Location,
            ("contacts", _) => MessageKind.Contacts,
            ("order", _) => MessageKind.Order,
            ("button" or "interactive", _) => MessageKind.Button,
            _ => MessageKind.Unknown,
        };

        return new(kind, Words(message, kind, pressed, place, cards, basket))
        {
            Media = Media(kind, message.Text("data")),
            Place = place,
            Cards = cards,
            Basket = basket,
            Pressed = pressed,
            Quoted = message.Text("replyContextId") is { Length: > 0 } quoted ? quoted : null,
            IsForwarded = message.Flag("forwarded") || message.Flag("frequentlyForwarded"),
            Referral = message.Text("sourceUrl") is { Length: > 0 } url ? new("ad", message.Text("sourceId") is { Length: > 0 } source ? source : null, url, null, null, null, null) : null,
        };
    }

    private static string Words(JsonElement message, MessageKind kind, Choice? pressed, Place? place, IReadOnlyList<ContactCard> cards, Basket? basket) => kind switch
    {
        MessageKind.Button => pressed?.Title ?? message.Text("text") ?? "",
        MessageKind.Location => place is null ? message.Text("text") ?? "" : Join(" · ", place.Name, place.Street, string.Create(CultureInfo.InvariantCulture, $"{place.Latitude}, {place.Longitude}")),
        MessageKind.Contacts => Join(", ", [.. cards.Select(card => card.Name)]),
        MessageKind.Order => Join("\n", [basket?.Note, .. (basket?.Lines ?? []).Select(line => $"{line.Quantity} × {line.Item}")]),
        MessageKind.Document => message.Text("text") ?? FileName(message.Text("data")) ?? "",
        MessageKind.Audio or MessageKind.Voice or MessageKind.Sticker or MessageKind.Unknown => "",
        _ => message.Text("text") ?? "",
    };

    private static Attachment? Media(MessageKind kind, string? source)
    {
        MediaKind? media = kind switch
        {
            MessageKind.Image => MediaKind.Image,
            MessageKind.Video => MediaKind.Video,
            MessageKind.Audio => MediaKind.Audio,
            MessageKind.Voice => MediaKind.Voice,
            MessageKind.Document => MediaKind.Document,
            MessageKind.Sticker => MediaKind.Sticker,
            _ => null,
        };
        return (media, source) is ({ } known, { Length: > 0 } file) ? new(known, file, FileName: FileName(file)) : null;
    }

    private static string? FileName(string? source) => source?.Split('/', '=')[^1] is { Length: > 0 } name ? name : null;

    private static Choice? Pressed(JsonElement message)
    {
        foreach (var name in (ReadOnlySpan<string>)["interactiveButtonReply", "listReply", "buttonReply"])
        {
            if (message.Member(name) is { ValueKind: JsonValueKind.Object } reply && reply.Text("title", "text") is { } title)
                return new(reply.Text("id", "payload") ?? title, title, reply.Text("description"));
        }

        return null;
    }

    /// <summary>Itself an object, or text that holds one.</summary>
    private static JsonElement Data(JsonElement message) => message.Member("data") switch
    {
        { ValueKind: JsonValueKind.Object } data => data,
        { ValueKind: JsonValueKind.String } => LenientJson.Parse(Encoding.UTF8.GetBytes(message.Text("data") ?? "")),
        _ => default,
    };

    private static Place? Place(JsonElement data) => (data.Real("latitude"), data.Real("longitude")) is ({ } latitude, { } longitude)
        ? new(latitude, longitude, data.Text("name"), data.Text("address"))
        : null;

    private static Basket Basket(JsonElement data) => new(
        data.Text("catalog_id", "catalogId"),
        data.Text("text"),
        [.. data.Items("product_items").Concat(data.Items("productItems")).Select(item => new BasketLine(
            item.Text("product_retailer_id", "productRetailerId") ?? "", item.Whole("quantity") ?? 1, item.Amount("item_price") ?? item.Amount("itemPrice"), item.Text("currency")))]);

    private static IReadOnlyList<ContactCard> Cards(JsonElement message)
    {
        var contacts = message.Member("messageContact") switch
        {
            { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().ToList(),
            { ValueKind: JsonValueKind.Object } one when one.Member("contacts") is not null => [.. one.Items("contacts")],
            { ValueKind: JsonValueKind.Object } one => [one],
            _ => [],
        };
        return
        [
            .. contacts.Select(card => new ContactCard(
                card.Member("name")?.Text("formatted_name", "formattedName", "first_name", "firstName") ?? card.Text("name") ?? "",
                [.. card.Items("phones").Select(phone => new CardPhone(phone.Text("phone", "wa_id", "waId") ?? "", phone.Text("type"), phone.Text("wa_id", "waId")))])
            {
                FirstName = card.Member("name")?.Text("first_name", "firstName"),
                LastName = card.Member("name")?.Text("last_name", "lastName"),
            }),
        ];
    }

    private static DateTimeOffset? At(JsonElement told) => told.Instant("timestamp")
        ?? (DateTimeOffset.TryParse(told.Text("created"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created.ToUniversalTime() : null);

    private static string Join(string separator, params IEnumerable<string?> parts) => string.Join(separator, parts.Where(part => part is { Length: > 0 }));
}
