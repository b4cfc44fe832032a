using System.Globalization;
using System.Text.Json;
using Platform.Domain.Conversations;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>What there is to read in a message of each kind.</summary>
internal static class WhatsAppContent
{
    private static readonly string[] Guessable =
        ["text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "button", "interactive", "order"];

    public static (MessageKind Kind, string Text) Read(JsonElement message)
    {
        var type = message.Text("type") ?? message.Guess();
        var content = message.Member(type) ?? default;

        return type switch
        {
            "text" => (MessageKind.Text, content.Text("body") ?? ""),
            "image" => (MessageKind.Image, content.Text("caption") ?? ""),
            "video" => (MessageKind.Video, content.Text("caption") ?? ""),
            "audio" => (content.Member("voice")?.ValueKind is JsonValueKind.True ? MessageKind.Voice : MessageKind.Audio, ""),
            "document" => (MessageKind.Document, Join(" · ", content.Text("filename"), content.Text("caption"))),
            "sticker" => (MessageKind.Sticker, ""),
            "location" => (MessageKind.Location, Place(content)),
            "contacts" => (MessageKind.Contacts, Join(", ", [.. message.Items("contacts").Select(card => card.Member("name")?.Text("formatted_name") ?? card.Member("name")?.Text("first_name"))])),
            "reaction" => (MessageKind.Reaction, content.Text("emoji") ?? ""),
            "button" => (MessageKind.Button, content.Text("text") ?? content.Text("payload") ?? ""),
            "interactive" => (MessageKind.Button, Pressed(content)),
            "order" => (MessageKind.Order, Join("\n", [content.Text("text"), .. content.Items("product_items").Select(Item)])),
            "system" => (MessageKind.System, content.Text("body") ?? ""),
            "edit" => (MessageKind.Edit, content.Member("message") is { } edited ? Read(edited).Text : ""),
            "revoke" => (MessageKind.Revoke, ""),
            _ => (MessageKind.Unknown, ""),
        };
    }

    /// <summary>Some messages come without saying their type; the member they carry tells.</summary>
    private static string Guess(this JsonElement message) =>
        Guessable.FirstOrDefault(type => message.Member(type) is not null) ?? "unknown";

    private static string Place(JsonElement location)
    {
        var point = Join(", ", location.Text("latitude"), location.Text("longitude"));
        return Join(" · ", location.Text("name"), location.Text("address"), point);
    }

    private static string Pressed(JsonElement interactive) =>
        interactive.Member("button_reply")?.Text("title")
        ?? interactive.Member("list_reply")?.Text("title")
        ?? interactive.Member("nfm_reply")?.Text("body")
        ?? interactive.Text("type")
        ?? "";

    private static string Item(JsonElement item) => string.Create(CultureInfo.InvariantCulture, $"{item.Text("quantity")} × {item.Text("product_retailer_id")}");

    private static string Join(string separator, params ReadOnlySpan<string?> parts)
    {
        var said = new List<string>(parts.Length);
        foreach (var part in parts)
            if (part is { Length: > 0 })
                said.Add(part);

        return string.Join(separator, said);
    }
}
