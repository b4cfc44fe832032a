namespace Platform.Integrations.Messaging.Wati;

/// <summary>Our words as Wati wants to read them, and what it has no words for.</summary>
internal static class WatiRequests
{
    /// <summary>Digits without a plus, or the provider's own id.</summary>
    public static string Target(Address to) => to.Kind is AddressKind.Phone ? to.Value.TrimStart('+') : to.Value;

    public static object Text(Outgoing message, string text) => new { target = Target(message.To), text };

    /// <summary>Blanks have names here; numbered ones are called by their number.</summary>
    public static object Template(Outgoing message, Content.Template template) => new
    {
        template_name = template.Name,
        broadcast_name = $"relais_{message.Reference}",
        recipients = new[]
        {
            new
            {
                phone_number = message.To.Kind is AddressKind.Phone ? Target(message.To) : null,
                target = message.To.Kind is AddressKind.User ? message.To.Value : null,
                local_message_id = message.Reference,
                custom_params = Given(template),
            },
        },
    };

    /// <summary>One set of names for header, body and buttons.</summary>
    private static IEnumerable<object> Given(Content.Template template)
    {
        if (template.Header is Header.Text { Name: { } above } header) yield return new { name = above, value = header.Value };
        foreach (var (blank, i) in template.Body.Select((blank, i) => (blank, i))) yield return new { name = blank.Name ?? $"{i + 1}", value = blank.Value };
        foreach (var press in template.Presses)
            if (press.Name is { } name)
                yield return new { name, value = press.Value };
    }

    /// <summary>Answers come back by title: there are no ids.</summary>
    public static object Buttons(Outgoing message, Content.Buttons buttons) => new
    {
        target = Target(message.To),
        type = "buttons",
        button_message = new { header = Above(buttons.Header), body = buttons.Body, footer = buttons.Footer, buttons = buttons.Choices.Select(choice => new { text = choice.Title }) },
    };

    public static object List(Outgoing message, Content.List list) => new
    {
        target = Target(message.To),
        type = "list",
        list_message = new
        {
            header = (list.Header as Header.Text)?.Value,
            body = list.Body,
            footer = list.Footer,
            button_text = list.Label,
            sections = list.Sections.Select(section => new { title = section.Title ?? list.Label, rows = section.Rows.Select(row => new { title = row.Title, description = row.Description }) }),
        },
    };

    /// <summary>Says at once what Wati's interface has no way to send.</summary>
    public static void Check(Outgoing message)
    {
        switch (message.Content)
        {
            case Content.Text or Content.Buttons or Content.List:
                break;
            case Content.Template { Header: Header.Media or Header.Location }:
                throw Bounds.Unsupported("header");
            case Content.Template:
                break;
            case Content.Media { Source: MediaSource.Stored }:
                throw Bounds.Unsupported("stored_media");
            case Content.Media { Kind: MediaKind.Sticker }:
                throw Bounds.Unsupported("sticker");
            case Content.Media when message.To.Kind is AddressKind.User:
                throw Bounds.Unsupported("media_without_number");
            case Content.Media:
                break;
            case var other:
                throw Bounds.Unsupported(other.GetType().Name);
        }

        WhatsAppLimits.Check(message);
        if (message.Content is Content.List rows) Bounds.Different("row", rows.Sections.SelectMany(section => section.Rows).Select(row => row.Title));
    }

    private static object? Above(Header? header) => header switch
    {
        Header.Text text => new { type = "Text", text = text.Value },
        Header.Media { Source: MediaSource.Link link } media => new { type = $"{media.Kind}", media = new { url = link.Url.AbsoluteUri, fileName = media.FileName } },
        null => null,
        _ => throw Bounds.Unsupported("header"),
    };
}
