using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Domain.Conversations;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>What Meta posts when a customer does something on their phone.</summary>
internal static class EmulatedSaying
{
    public static JsonObject Of(Said said, string id, DateTimeOffset at)
    {
        var (type, body) = Body(said);
        var message = new JsonObject { ["id"] = id, ["timestamp"] = EmulatedWebhooks.Seconds(at), ["type"] = type };
        if (body is not null) message[type] = body;
        if (type is "unsupported") message["errors"] = new JsonArray(new JsonObject { ["code"] = 131051, ["title"] = "Message type unknown" });
        if (Context(said) is { Count: > 0 } context) message["context"] = context;
        if (said.Referral is { } referral) message["referral"] = Referral(referral);
        return message;
    }

    private static (string Type, JsonNode? Body) Body(Said said) => said.Kind switch
    {
        MessageKind.Text => ("text", new JsonObject { ["body"] = said.Text }),
        MessageKind.Image => ("image", File(said)),
        MessageKind.Video => ("video", File(said)),
        MessageKind.Audio or MessageKind.Voice => ("audio", File(said)),
        MessageKind.Document => ("document", File(said)),
        MessageKind.Sticker => ("sticker", File(said)),
        MessageKind.Location when said.Place is { } place => ("location", Filled(("latitude", place.Latitude), ("longitude", place.Longitude), ("name", place.Name), ("address", place.Street))),
        MessageKind.Contacts => ("contacts", new JsonArray([.. said.Cards.Select(Card)])),
        MessageKind.Reaction when said.Reaction is { } reaction => ("reaction", Filled(("message_id", reaction.Target), ("emoji", reaction.Emoji))),
        MessageKind.Button when said is { Pressed: { } pressed } => Pressed(said, pressed),
        MessageKind.Order when said.Basket is { } basket => ("order", Order(basket)),
        MessageKind.System => ("system", Filled(("body", said.Text), ("type", "user_changed_number"), ("wa_id", said.MovedTo.FirstOrDefault(a => a.Kind is AddressKind.Phone)?.Value.TrimStart('+')), ("user_id", said.MovedTo.FirstOrDefault(a => a.Kind is AddressKind.User)?.Value))),
        MessageKind.Edit => ("edit", new JsonObject { ["original_message_id"] = said.Target, ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = said.Text } } }),
        MessageKind.Revoke => ("revoke", new JsonObject { ["original_message_id"] = said.Target }),
        _ => ("unsupported", new JsonObject { ["type"] = "poll" }),
    };

    /// <summary>A button of a template answers in another shape than one under a message.</summary>
    private static (string Type, JsonNode Body) Pressed(Said said, Choice pressed) => (said.Quoted, pressed) switch
    {
        ({ } quoted, _) when quoted.StartsWith(EmulatedSends.TemplateId, StringComparison.Ordinal) => ("button", new JsonObject { ["payload"] = pressed.Id, ["text"] = pressed.Title }),
        (_, { Description: { } description }) => ("interactive", Reply("list_reply", Filled(("id", pressed.Id), ("title", pressed.Title), ("description", description)))),
        _ => ("interactive", Reply("button_reply", Filled(("id", pressed.Id), ("title", pressed.Title)))),
    };

    private static JsonObject Reply(string kind, JsonObject reply) => new() { ["type"] = kind, [kind] = reply };

    private static JsonObject File(Said said)
    {
        var file = said.Media ?? throw new ArgumentException("Media without a file", nameof(said));
        var caption = said.Kind is MessageKind.Image or MessageKind.Video or MessageKind.Document && said.Text is { Length: > 0 } text && text != file.FileName ? text : null;
        return Filled(
            ("id", file.Source), ("mime_type", file.MimeType), ("sha256", file.Sha256), ("caption", caption), ("filename", file.FileName),
            ("voice", said.Kind is MessageKind.Voice ? true : null));
    }

    private static JsonNode Card(ContactCard card) => new JsonObject
    {
        ["name"] = Filled(("formatted_name", card.Name), ("first_name", card.FirstName), ("last_name", card.LastName)),
        ["phones"] = new JsonArray([.. card.Phones.Select(phone => Filled(("phone", phone.Number), ("type", phone.Type), ("wa_id", phone.WhatsApp)))]),
    };

    private static JsonObject Order(Basket basket) => Filled(
        ("catalog_id", basket.Catalogue),
        ("text", basket.Note),
        ("product_items", new JsonArray([.. basket.Lines.Select(line => Filled(
            ("product_retailer_id", line.Item), ("quantity", line.Quantity), ("item_price", line.UnitPrice), ("currency", line.Currency)))])));

    private static JsonObject Context(Said said) => Filled(
        ("id", said.Quoted),
        ("forwarded", said.IsForwarded ? true : null),
        ("referred_product", said.AskedAbout is { } product ? Filled(("catalog_id", product.Catalogue), ("product_retailer_id", product.Item)) : null));

    private static JsonObject Referral(Referral referral) => Filled(
        ("source_type", referral.SourceType), ("source_id", referral.SourceId), ("source_url", referral.SourceUrl), ("headline", referral.Headline), ("body", referral.Body),
        ("media_type", referral.MediaUrl is null ? null : "image"), ("image_url", referral.MediaUrl), ("ctwa_clid", referral.ClickId),
        ("welcome_message", referral.Welcome is { } text ? new JsonObject { ["text"] = text } : null));

    private static JsonObject Filled(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var filled = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
                filled[name] = value as JsonNode ?? value switch
                {
                    string text => JsonValue.Create(text),
                    bool flag => JsonValue.Create(flag),
                    int whole => JsonValue.Create(whole),
                    double real => JsonValue.Create(real),
                    decimal amount => JsonValue.Create(amount),
                    _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
                };
        }

        return filled;
    }
}
