using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Domain.Conversations;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.Wati.Emulator;

/// <summary>Wati's events as it writes them, and its messages as a phone shows them.</summary>
internal static partial class WatiEmulated
{
    public static EmulatedPhone.Line Line(string text) => new("", FromCustomer: false, text, default, EmulatedPhone.Receipt.Sent);

    public static EmulatedPhone.Line? Buttons(JsonElement message)
    {
        var titles = message.Items("buttons").Select(button => button.Text("text")).ToList();
        return message.Text("body") is { Length: > 0 and <= 1024 } body && titles.Count is >= 1 and <= 3 && titles.All(title => title is { Length: > 0 and <= 20 })
            ? Line(body) with { Offers = [.. titles.Select(title => new Choice(title!, title!))] }
            : null;
    }

    public static EmulatedPhone.Line? List(JsonElement message)
    {
        var rows = message.Items("sections").SelectMany(section => section.Items("rows")).ToList();
        return message.Text("body") is { Length: > 0 } body && message.Text("button_text", "buttonText") is { Length: > 0 and <= 20 } && rows.Count is >= 1 and <= 10 && rows.All(row => row.Text("title") is { Length: > 0 and <= 24 })
            ? Line(body) with { Offers = [.. rows.Select(row => new Choice(row.Text("title")!, row.Text("title")!, row.Text("description")))] }
            : null;
    }

    /// <summary>What follows a bar are the template's buttons. Null when the blanks do not match.</summary>
    public static (string Text, IReadOnlyList<Choice> Offers)? Fill(string template, IEnumerable<JsonElement> parameters)
    {
        var values = parameters.Where(p => p.Text("name") is not null).ToDictionary(p => p.Text("name")!, p => p.Text("value") ?? "");
        var parts = template.Split('|');
        var blanks = Blank().Matches(parts[0]).Select(m => m.Groups[1].Value).ToHashSet();
        return blanks.SetEquals(values.Keys)
            ? (Blank().Replace(parts[0], m => values[m.Groups[1].Value]), [.. parts[1..].Select(title => new Choice(title, title))])
            : null;
    }

    public static JsonObject Message(WatiEmulator.Account account, EmulatedPhone phone, Said said, string id, DateTimeOffset at)
    {
        var message = Common(account, phone, "message", at);
        message["whatsappMessageId"] = id;
        message["owner"] = false;
        message["senderName"] = phone.Name;
        message["text"] = said.Kind is MessageKind.Location or MessageKind.Contacts or MessageKind.Order || (said.Kind is MessageKind.Document && said.Text == said.Media?.FileName) ? null : said.Text;
        message["type"] = said.Kind switch
        {
            MessageKind.Text => "text",
            MessageKind.Button => "interactive",
            MessageKind.Unknown => "hologram",
            var kind => kind.ToString().ToLowerInvariant(),
        };
        message["data"] = said switch
        {
            { Media: { } file } => file.Source,
            { Place: { } place } => new JsonObject { ["latitude"] = place.Latitude, ["longitude"] = place.Longitude, ["name"] = place.Name, ["address"] = place.Street }.ToJsonString(),
            { Basket: { } basket } => Order(basket).ToJsonString(),
            _ => null,
        };
        message["replyContextId"] = said.Quoted ?? "";
        message["forwarded"] = said.IsForwarded;
        if (said.Pressed is { } pressed)
            message[pressed.Description is null ? "interactiveButtonReply" : "listReply"] = new JsonObject { ["title"] = pressed.Title, ["description"] = pressed.Description };
        if (said.Referral is { } referral) (message["sourceId"], message["sourceUrl"]) = (referral.SourceId, referral.SourceUrl);
        if (said.Cards is not []) message["messageContact"] = new JsonArray([.. said.Cards.Select(Card)]);
        return message;
    }

    public static JsonObject Status(WatiEmulator.Account account, EmulatedPhone phone, EmulatedPhone.Line line, string what, string status, DateTimeOffset at)
    {
        var told = Common(account, phone, what, at);
        told["whatsappMessageId"] = line.Id;
        told["localMessageId"] = line.Reference;
        told["statusString"] = status;
        told["owner"] = true;
        return told;
    }

    private static JsonObject Common(WatiEmulator.Account account, EmulatedPhone phone, string what, DateTimeOffset at) => new()
    {
        ["eventType"] = what,
        ["id"] = Guid.CreateVersion7().ToString("N")[..24],
        ["created"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["timestamp"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["waId"] = phone.HidesNumber ? "" : phone.Number.TrimStart('+'),
        ["bsuid"] = phone.UserId,
        ["channelPhoneNumber"] = account.Display.TrimStart('+'),
        ["conversationId"] = phone.UserId,
    };

    private static JsonNode Card(ContactCard card) => new JsonObject
    {
        ["name"] = new JsonObject { ["formatted_name"] = card.Name, ["first_name"] = card.FirstName },
        ["phones"] = new JsonArray([.. card.Phones.Select(phone => new JsonObject { ["phone"] = phone.Number, ["type"] = phone.Type, ["wa_id"] = phone.WhatsApp })]),
    };

    private static JsonObject Order(Basket basket) => new()
    {
        ["catalog_id"] = basket.Catalogue,
        ["text"] = basket.Note,
        ["product_items"] = new JsonArray([.. basket.Lines.Select(line => new JsonObject
        {
            ["product_retailer_id"] = line.Item, ["quantity"] = line.Quantity, ["item_price"] = line.UnitPrice, ["currency"] = line.Currency,
        })]),
    };

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Blank();
}
