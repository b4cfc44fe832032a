using System.Text.Json;
using Platform.Domain.Conversations;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>What a message of each kind says and brings.</summary>
internal static class WhatsAppContent
{
    private static readonly string[] Guessable =
        ["text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "button", "interactive", "order"];

    public static Said Read(JsonElement message)
    {
        var type = message.Text("type") ?? message.Guess();
        var content = message.Member(type) ?? default;
        var context = message.Member("context") ?? default;
        var (kind, text) = Words(type, message, content);

        return new Said(kind, text)
        {
            Media = Media(type is "edit" ? content.Member("message") ?? default : message),
            Place = type is "location" ? Place(content) : null,
            Cards = type is "contacts" ? [.. message.Items("contacts").Select(Card)] : [],
            Reaction = type is "reaction" && content.Text("message_id") is { } target ? new(target, content.Text("emoji") is { Length: > 0 } emoji ? emoji : null) : null,
            Pressed = Pressed(type, content),
            Form = content.Member("nfm_reply")?.Text("response_json"),
            Basket = type is "order" ? Basket(content) : null,
            Target = type is "edit" or "revoke" ? content.Text("original_message_id") : null,
            MovedTo = type is "system" ? Address.Known(content.Text("new_wa_id", "wa_id"), content.Text("user_id")) : [],
            Quoted = context.Text("id"),
            IsForwarded = context.Flag("forwarded") || context.Flag("frequently_forwarded"),
            AskedAbout = context.Member("referred_product") is { } product ? new(product.Text("catalog_id") ?? "", product.Text("product_retailer_id") ?? "") : null,
            Referral = message.Member("referral") is { ValueKind: JsonValueKind.Object } referral ? Referral(referral) : null,
        };
    }

    private static (MessageKind Kind, string Text) Words(string type, JsonElement message, JsonElement content) => type switch
    {
        "text" => (MessageKind.Text, content.Text("body") ?? ""),
        "image" => (MessageKind.Image, content.Text("caption") ?? ""),
        "video" => (MessageKind.Video, content.Text("caption") ?? ""),
        "audio" => (content.Flag("voice") ? MessageKind.Voice : MessageKind.Audio, ""),
        "document" => (MessageKind.Document, Join(" · ", content.Text("filename"), content.Text("caption"))),
        "sticker" => (MessageKind.Sticker, ""),
        "location" => (MessageKind.Location, Join(" · ", content.Text("name"), content.Text("address"), Join(", ", content.Text("latitude"), content.Text("longitude")))),
        "contacts" => (MessageKind.Contacts, Join(", ", [.. message.Items("contacts").Select(card => card.Member("name")?.Text("formatted_name", "first_name"))])),
        "reaction" => (MessageKind.Reaction, content.Text("emoji") ?? ""),
        "button" => (MessageKind.Button, content.Text("text", "payload") ?? ""),
        "interactive" => (MessageKind.Button, Reply(content).Text("title", "body") ?? content.Text("type") ?? ""),
        "order" => (MessageKind.Order, Join("\n", [content.Text("text"), .. content.Items("product_items").Select(Item)])),
        "system" => (MessageKind.System, content.Text("body") ?? ""),
        "edit" => (MessageKind.Edit, content.Member("message") is { } edited ? Read(edited).Text : ""),
        "revoke" => (MessageKind.Revoke, ""),
        _ => (MessageKind.Unknown, ""),
    };

    /// <summary>Some messages come without saying their type; the member they carry tells.</summary>
    private static string Guess(this JsonElement message) =>
        Guessable.FirstOrDefault(type => message.Member(type) is not null) ?? "unknown";

    private static Attachment? Media(JsonElement message)
    {
        var type = message.Text("type") ?? message.Guess();
        var file = message.Member(type) ?? default;
        MediaKind? kind = type switch
        {
            "image" => MediaKind.Image,
            "video" => MediaKind.Video,
            "audio" => file.Flag("voice") ? MediaKind.Voice : MediaKind.Audio,
            "document" => MediaKind.Document,
            "sticker" => MediaKind.Sticker,
            _ => null,
        };

        return (kind, file.Text("id")) is ({ } known, { Length: > 0 } id) ? new(known, id, file.Text("mime_type"), file.Text("filename"), file.Text("sha256")) : null;
    }

    private static Place? Place(JsonElement location) => (location.Real("latitude"), location.Real("longitude")) is ({ } latitude, { } longitude)
        ? new(latitude, longitude, location.Text("name"), location.Text("address"))
        : null;

    private static ContactCard Card(JsonElement card)
    {
        var name = card.Member("name") ?? default;
        return new(
            name.Text("formatted_name", "first_name") ?? "",
            [.. card.Items("phones").Select(phone => new CardPhone(phone.Text("phone", "wa_id") ?? "", phone.Text("type"), phone.Text("wa_id")))])
        {
            FirstName = name.Text("first_name"),
            LastName = name.Text("last_name"),
            Company = card.Member("org")?.Text("company"),
            Emails = [.. card.Items("emails").Select(email => email.Text("email") ?? "").Where(email => email.Length > 0)],
        };
    }

    private static JsonElement Reply(JsonElement interactive) =>
        interactive.Member("button_reply") ?? interactive.Member("list_reply") ?? interactive.Member("nfm_reply") ?? default;

    private static Choice? Pressed(string type, JsonElement content) => (type, Reply(content)) switch
    {
        ("button", _) => new(content.Text("payload", "text") ?? "", content.Text("text", "payload") ?? ""),
        ("interactive", var reply) when reply.Text("id") is { } id => new(id, reply.Text("title") ?? "", reply.Text("description")),
        _ => null,
    };

    private static Referral Referral(JsonElement referral) => new(
        referral.Text("source_type"), referral.Text("source_id"), referral.Text("source_url"), referral.Text("headline"), referral.Text("body"),
        referral.Text("image_url", "video_url", "thumbnail_url"), referral.Text("ctwa_clid"), referral.Member("welcome_message")?.Text("text"));

    private static Basket Basket(JsonElement order) => new(
        order.Text("catalog_id"), order.Text("text"),
        [.. order.Items("product_items").Select(item => new BasketLine(item.Text("product_retailer_id") ?? "", item.Whole("quantity") ?? 1, item.Amount("item_price"), item.Text("currency")))]);

    private static string? Item(JsonElement item) => item.Text("product_retailer_id") is { Length: > 0 } id ? $"{item.Text("quantity") ?? "1"} × {id}" : null;

    private static string Join(string separator, params ReadOnlySpan<string?> parts)
    {
        var said = new List<string>(parts.Length);
        foreach (var part in parts)
            if (part is { Length: > 0 })
                said.Add(part);

        return string.Join(separator, said);
    }
}
