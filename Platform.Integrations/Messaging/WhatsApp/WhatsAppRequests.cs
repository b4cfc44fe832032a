using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>Our words as Meta wants to read them.</summary>
internal static class WhatsAppRequests
{
    public static JsonObject Send(Outgoing message)
    {
        var (type, body) = Of(message.Content);
        var request = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            [message.To.Kind is AddressKind.Phone ? "to" : "recipient"] = message.To.Value,
            ["type"] = type,
            [type] = JsonSerializer.SerializeToNode(body, Calling.Json),
            ["biz_opaque_callback_data"] = message.Reference,
        };
        if (message.Quoted is { } quoted && message.Content is not Content.Reaction) request["context"] = new JsonObject { ["message_id"] = quoted };
        return request;
    }

    public static object Read(string message) => new { messaging_product = "whatsapp", status = "read", message_id = message };

    public static object Typing(string message) => new { messaging_product = "whatsapp", status = "read", message_id = message, typing_indicator = new { type = "text" } };

    private static (string Type, object Body) Of(Content content) => content switch
    {
        Content.Text c => ("text", new { body = c.Body, preview_url = c.PreviewUrl }),
        Content.Template c => ("template", Template(c)),
        Content.Media c => (Name(c.Kind), Media(c)),
        Content.Location c => ("location", Place(c.Place)),
        Content.Cards c => ("contacts", c.People.Select(Card)),
        Content.Reaction c => ("reaction", new { message_id = c.Target, emoji = c.Emoji }),
        _ => ("interactive", Interactive(content)),
    };

    private static object Interactive(Content content) => content switch
    {
        Content.Buttons c => new
        {
            type = "button",
            header = Above(c.Header),
            body = Words(c.Body),
            footer = Words(c.Footer),
            action = new { buttons = c.Choices.Select(choice => new { type = "reply", reply = new { id = choice.Id, title = choice.Title } }) },
        },
        Content.List c => new
        {
            type = "list",
            header = Above(c.Header),
            body = Words(c.Body),
            footer = Words(c.Footer),
            action = new { button = c.Label, sections = c.Sections.Select(s => new { title = s.Title, rows = s.Rows.Select(r => new { id = r.Id, title = r.Title, description = r.Description }) }) },
        },
        Content.Link c => new
        {
            type = "cta_url",
            header = Above(c.Header),
            body = Words(c.Body),
            footer = Words(c.Footer),
            action = new { name = "cta_url", parameters = new { display_text = c.Label, url = c.Url.AbsoluteUri } },
        },
        Content.AskLocation c => new { type = "location_request_message", body = Words(c.Body), action = new { name = "send_location" } },
        Content.Product c => new { type = "product", body = Words(c.Body), footer = Words(c.Footer), action = new { catalog_id = c.CatalogueId, product_retailer_id = c.Item } },
        Content.ProductList c => new
        {
            type = "product_list",
            header = new { type = "text", text = c.Title },
            body = Words(c.Body),
            footer = Words(c.Footer),
            action = new { catalog_id = c.CatalogueId, sections = c.Shelves.Select(s => new { title = s.Title, product_items = s.Items.Select(item => new { product_retailer_id = item }) }) },
        },
        Content.Catalogue c => new
        {
            type = "catalog_message",
            body = Words(c.Body),
            footer = Words(c.Footer),
            action = new { name = "catalog_message", parameters = c.Cover is null ? null : new { thumbnail_product_retailer_id = c.Cover } },
        },
        _ => throw Bounds.Unsupported(content.GetType().Name),
    };

    private static object Template(Content.Template template)
    {
        var components = new List<object>();
        if (Above(template.Header) is { } header) components.Add(new { type = "header", parameters = new[] { header } });
        if (template.Body is not []) components.Add(new { type = "body", parameters = template.Body.Select(blank => new { type = "text", parameter_name = Named(blank.Name), text = blank.Value }) });
        components.AddRange(template.Presses.Select(Button));

        return new { name = template.Name, language = new { code = template.Language }, components = components is [] ? null : components };
    }

    /// <summary>What is numbered goes by its place, and a name would be refused.</summary>
    private static string? Named(string? name) => name?.All(char.IsAsciiDigit) is true ? null : name;

    private static object Button(TemplateButton button)
    {
        var (kind, parameter) = button.Kind switch
        {
            TemplateButtonKind.QuickReply => ("quick_reply", (object)new { type = "payload", payload = button.Value }),
            TemplateButtonKind.Url => ("url", new { type = "text", text = button.Value }),
            TemplateButtonKind.CopyCode => ("copy_code", new { type = "coupon_code", coupon_code = button.Value }),
            _ => ("catalog", new { type = "action", action = new { thumbnail_product_retailer_id = button.Value } }),
        };
        return new { type = "button", sub_type = kind, index = $"{button.Index}", parameters = new[] { parameter } };
    }

    /// <summary>The same shape serves as the header of an interactive message and as a template's header parameter.</summary>
    private static object? Above(Header? header) => header switch
    {
        Header.Text h => new { type = "text", parameter_name = Named(h.Name), text = h.Value },
        Header.Media h => new Dictionary<string, object> { ["type"] = Name(h.Kind), [Name(h.Kind)] = File(h.Source, null, h.FileName, null) },
        Header.Location h => new { type = "location", location = Place(h.Place) },
        _ => null,
    };

    private static object Media(Content.Media media) =>
        File(media.Source, media.Caption, media.Kind is MediaKind.Document ? media.FileName : null, media.Kind is MediaKind.Voice ? true : null);

    private static object File(MediaSource source, string? caption, string? name, bool? isVoice) => new
    {
        id = (source as MediaSource.Stored)?.Id,
        link = (source as MediaSource.Link)?.Url.AbsoluteUri,
        caption,
        filename = name,
        voice = isVoice,
    };

    private static string Name(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Video => "video",
        MediaKind.Document => "document",
        MediaKind.Sticker => "sticker",
        _ => "audio",
    };

    private static object Place(Place place) => new { latitude = place.Latitude, longitude = place.Longitude, name = place.Name, address = place.Street };

    /// <summary>A card needs one more part of the name than the one that is shown.</summary>
    private static object Card(ContactCard card) => new
    {
        name = new { formatted_name = card.Name, first_name = card.FirstName ?? (card.LastName is null ? card.Name : null), last_name = card.LastName },
        phones = card.Phones.Select(phone => new { phone = phone.Number, type = phone.Type, wa_id = phone.WhatsApp }),
        emails = card.Emails is [] ? null : card.Emails.Select(email => new { email }),
        org = card.Company is null ? null : new { company = card.Company },
    };

    private static object? Words(string? text) => text is null ? null : new { text };
}
