using System.Text.Json;
using Platform.Integrations.Http;
using static Platform.Integrations.Messaging.WhatsApp.Emulator.EmulatedSends;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>Messages with something to press, read with Meta's limits.</summary>
internal static class EmulatedInteractive
{
    public static Shown Read(JsonElement interactive)
    {
        var type = Needed(interactive, "type", 50);
        var action = interactive.Member("action") ?? throw Missing("interactive.action");
        return type switch
        {
            "button" => new("interactive", Words(interactive, 1024)) { Offers = Buttons(interactive, action) },
            "list" => new("interactive", Words(interactive, 4096)) { Offers = Rows(interactive, action) },
            "cta_url" => new("interactive", Words(interactive, 1024)) { Offers = [Link(interactive, action)] },
            "location_request_message" => new("interactive", Words(interactive, 1024)) { Offers = [new("send_location", "📍")] },
            "product" => new("interactive", Optional(interactive.Member("body") ?? default, "text", 1024) ?? Product(action)),
            "product_list" => new("interactive", Words(interactive, 1024)) { Offers = Products(interactive, action) },
            "catalog_message" => new("interactive", Words(interactive, 1024)) { Offers = [new("catalog", "🛍")] },
            "flow" => new("interactive", Words(interactive, 1024)) { Offers = [new("flow", Needed(action.Member("parameters") ?? throw Missing("parameters"), "flow_cta", 30))] },
            _ => throw Invalid($"interactive.type {type} is unknown"),
        };
    }

    private static string Words(JsonElement interactive, int most)
    {
        if (interactive.Member("footer") is { } footer) Needed(footer, "text", 60);
        return Needed(interactive.Member("body") ?? throw Missing("interactive.body"), "text", most);
    }

    private static List<Choice> Buttons(JsonElement interactive, JsonElement action)
    {
        Known("action", action, "buttons");
        Header(interactive, "text", "image", "video", "document");
        var buttons = new List<Choice>();
        foreach (var button in action.Items("buttons"))
        {
            if (button.Text("type") != "reply") throw Invalid("buttons.type must be reply");
            var reply = button.Member("reply") ?? throw Missing("buttons.reply");
            Known("reply", reply, "id", "title");
            buttons.Add(new(Needed(reply, "id", 256), Needed(reply, "title", 20)));
        }

        if (buttons.Count is < 1 or > 3) throw Invalid("buttons must have 1 to 3 items");
        if (buttons.DistinctBy(b => b.Id).Count() < buttons.Count || buttons.DistinctBy(b => b.Title).Count() < buttons.Count) throw Invalid("buttons must be unique");
        return buttons;
    }

    private static List<Choice> Rows(JsonElement interactive, JsonElement action)
    {
        Known("action", action, "button", "sections");
        Header(interactive, "text");
        Needed(action, "button", 20);
        var sections = action.Items("sections").ToList();
        if (sections.Count is < 1 or > 10) throw Invalid("sections must have 1 to 10 items");

        var rows = new List<Choice>();
        foreach (var section in sections)
        {
            Known("sections", section, "title", "rows");
            if (sections.Count > 1) Needed(section, "title", 24);
            foreach (var row in section.Items("rows"))
            {
                Known("rows", row, "id", "title", "description");
                rows.Add(new(Needed(row, "id", 200), Needed(row, "title", 24), Optional(row, "description", 72)));
            }
        }

        if (rows.Count is < 1 or > 10) throw Invalid("a list must have 1 to 10 rows in total");
        return rows.DistinctBy(r => r.Id).Count() < rows.Count ? throw Invalid("rows must have different ids") : rows;
    }

    private static Choice Link(JsonElement interactive, JsonElement action)
    {
        Header(interactive, "text", "image", "video", "document");
        if (action.Text("name") != "cta_url") throw Invalid("action.name must be cta_url");
        var parameters = action.Member("parameters") ?? throw Missing("action.parameters");
        Known("parameters", parameters, "display_text", "url");
        var url = Needed(parameters, "url", 2000);
        return Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? new(url, Needed(parameters, "display_text", 20))
            : throw Invalid("parameters.url is not a URL");
    }

    private static string Product(JsonElement action)
    {
        Needed(action, "catalog_id", 100);
        return Needed(action, "product_retailer_id", 100);
    }

    private static List<Choice> Products(JsonElement interactive, JsonElement action)
    {
        if (interactive.Member("header") is null) throw Missing("interactive.header");
        Header(interactive, "text");
        Needed(action, "catalog_id", 100);
        var items = action.Items("sections").SelectMany(section => section.Items("product_items")).Select(item => Needed(item, "product_retailer_id", 100)).ToList();
        return items.Count is < 1 or > 30 ? throw Invalid("a product list must have 1 to 30 products") : [.. items.Select(item => new Choice(item, item))];
    }

    private static void Header(JsonElement interactive, params ReadOnlySpan<string> allowed)
    {
        if (interactive.Member("header") is not { } header) return;
        var type = Needed(header, "type", 20);
        if (!allowed.Contains(type)) throw Invalid($"header.type {type} is not allowed here");
        Known("header", header, "type", type);
        if (type is "text") Needed(header, "text", 60);
        else Source(header.Member(type) ?? throw Missing($"header.{type}"), $"header.{type}");
    }
}
