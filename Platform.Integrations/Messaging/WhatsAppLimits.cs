namespace Platform.Integrations.Messaging;

/// <summary>What WhatsApp takes, whoever carries it there, asked before the call: a refusal then names the part instead of a number.</summary>
internal static class WhatsAppLimits
{
    public static void Check(Outgoing message)
    {
        Bounds.Needed("recipient", message.To.Value, 200);
        Bounds.Optional("reference", message.Reference, 512);
        Check(message.Content);
    }

    private static void Check(Content content)
    {
        switch (content)
        {
            case Content.Text c:
                Bounds.Needed("body", c.Body, 4096);
                break;
            case Content.Template c:
                Check(c);
                break;
            case Content.Buttons c:
                Frame(c.Body, 1024, c.Header, c.Footer);
                Bounds.Count("buttons", c.Choices.Count, 3);
                Rows("button", c.Choices, id: 256, title: 20);
                break;
            case Content.List c:
                Check(c);
                break;
            case Content.Link c:
                Frame(c.Body, 1024, c.Header, c.Footer);
                Bounds.Needed("label", c.Label, 20);
                Web(c.Url);
                break;
            case Content.Media c:
                Check(c);
                break;
            case Content.Location c:
                Check(c.Place);
                break;
            case Content.AskLocation c:
                Bounds.Needed("body", c.Body, 1024);
                break;
            case Content.Cards c:
                Bounds.Count("cards", c.People.Count, 257);
                foreach (var card in c.People) Bounds.Needed("name", card.Name, 1000);
                break;
            case Content.Reaction c:
                Bounds.Needed("target", c.Target, 500);
                break;
            case Content.Product c:
                Bounds.Needed("product", c.Item, 100);
                Bounds.Optional("body", c.Body, 1024);
                Bounds.Optional("footer", c.Footer, 60);
                break;
            case Content.ProductList c:
                Check(c);
                break;
            case Content.Catalogue c:
                Frame(c.Body, 1024, null, c.Footer);
                break;
        }
    }

    private static void Check(Content.Template template)
    {
        Bounds.Needed("template", template.Name, 512);
        Bounds.Needed("language", template.Language, 20);
        Bounds.Count("buttons", template.Presses.Count, 10, least: 0);
        foreach (var blank in template.Body)
        {
            Bounds.Needed("blank", blank.Value, 1024);
            if (blank.Value.AsSpan().ContainsAny('\n', '\r', '\t') || blank.Value.Contains("     ", StringComparison.Ordinal))
                throw new ProviderException("template_blanks.spaces", ProviderFault.Final, "line breaks, tabs or five spaces in a row") { Reason = Trouble.TemplateBlanks };
        }

        if (template.Body.Any(blank => blank.Name is null) && template.Body.Any(blank => blank.Name is not null))
            throw new ProviderException("template_blanks.mixed", ProviderFault.Final, "named and numbered blanks") { Reason = Trouble.TemplateBlanks };
    }

    private static void Check(Content.List list)
    {
        Frame(list.Body, 4096, list.Header, list.Footer);
        if (list.Header is not (null or Header.Text)) throw Bounds.Unsupported("header");
        Bounds.Needed("label", list.Label, 20);
        Bounds.Count("sections", list.Sections.Count, 10);
        Bounds.Count("rows", list.Sections.Sum(section => section.Rows.Count), 10);
        foreach (var section in list.Sections)
        {
            Bounds.Count("rows", section.Rows.Count, 10);
            if (list.Sections.Count > 1) Bounds.Needed("section", section.Title, 24);
            Bounds.Optional("section", section.Title, 24);
            foreach (var row in section.Rows) Bounds.Optional("description", row.Description, 72);
        }

        Rows("row", [.. list.Sections.SelectMany(section => section.Rows)], id: 200, title: 24);
    }

    private static void Check(Content.Media media)
    {
        Bounds.Optional("caption", media.Caption, 1024);
        if (media is { Caption.Length: > 0, Kind: MediaKind.Audio or MediaKind.Voice or MediaKind.Sticker }) throw Bounds.Unsupported("caption");
        Check(media.Source);
    }

    private static void Check(Content.ProductList list)
    {
        Frame(list.Body, 1024, new Header.Text(list.Title), list.Footer);
        Bounds.Count("shelves", list.Shelves.Count, 10);
        Bounds.Count("products", list.Shelves.Sum(shelf => shelf.Items.Count), 30);
        foreach (var shelf in list.Shelves) Bounds.Optional("shelf", shelf.Title, 24);
    }

    private static void Frame(string body, int most, Header? header, string? footer)
    {
        Bounds.Needed("body", body, most);
        Bounds.Optional("footer", footer, 60);
        switch (header)
        {
            case Header.Text text:
                Bounds.Needed("header", text.Value, 60);
                break;
            case Header.Media { Kind: MediaKind.Image or MediaKind.Video or MediaKind.Document } media:
                Check(media.Source);
                break;
            case not null:
                throw Bounds.Unsupported("header");
        }
    }

    private static void Rows(string part, IReadOnlyList<Choice> rows, int id, int title)
    {
        foreach (var row in rows)
        {
            Bounds.Needed($"{part}_id", row.Id, id);
            Bounds.Needed(part, row.Title, title);
        }

        Bounds.Different($"{part}_id", rows.Select(row => row.Id));
        if (part is "button") Bounds.Different(part, rows.Select(row => row.Title));
    }

    private static void Check(Place place)
    {
        if (Math.Abs(place.Latitude) is not (>= 0 and <= 90) || Math.Abs(place.Longitude) is not (>= 0 and <= 180))
            throw new ProviderException("malformed.place", ProviderFault.Final) { Reason = Trouble.Malformed };
    }

    private static void Check(MediaSource source)
    {
        if (source is MediaSource.Link link) Web(link.Url);
        if (source is MediaSource.Stored stored) Bounds.Needed("media", stored.Id, 200);
    }

    private static void Web(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")) throw new ProviderException("malformed.url", ProviderFault.Final) { Reason = Trouble.Malformed };
        Bounds.Needed("url", url.AbsoluteUri, 2000);
    }
}
